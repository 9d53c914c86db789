import { basename, join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const suite = (name: string, environment: 'node' | 'jsdom' = 'node') => ({
  extends: true as const,
  test: { name, environment, root: import.meta.dirname, include: [`tests/${name}/**/*.test.{ts,tsx}`] },
})

/** Threads are files of their own beside the server's: nothing imports them. */
const THREADS = ['import/import-worker', 'summary-worker', 'word-worker']

const threads: Plugin = {
  name: 'threads',
  applyToEnvironment: (environment) => environment.name === 'ssr',
  apply: 'build',
  buildStart() {
    for (const module of THREADS) {
      const id = join(import.meta.dirname, 'sync-server', `${module}.ts`)
      this.emitFile({ type: 'chunk', id, fileName: `${basename(module)}.js` })
    }
  },
}

export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild ? import.meta.dirname : 'editor',
  plugins: [react(), threads],
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
