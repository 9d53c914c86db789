import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const suite = (name: string, environment: 'node' | 'jsdom' = 'node') => ({
  extends: true as const,
  test: { name, environment, root: import.meta.dirname, include: [`tests/${name}/**/*.test.{ts,tsx}`] },
})

export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild ? import.meta.dirname : 'editor',
  plugins: [react()],
  build: {
    outDir: isSsrBuild ? 'dist-server' : '../dist',
    emptyOutDir: true,
    target: isSsrBuild ? 'node20' : 'es2022',
    // Fonts and icons stay files: a data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
  },
  test: {
    projects: [
      suite('unit'),
      suite('laws'),
      suite('convergence'),
      suite('contract'),
      suite('server'),
      suite('meta'),
    ],
    testTimeout: 30_000,
  },
}))
