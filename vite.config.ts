import { basename, join } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { chunkOf } from './editor/build/chunks.ts'
import { compiledWords } from './editor/build/compiled-words.ts'
import { keptPages, SERVICE_WORKER } from './editor/build/kept-pages.ts'
import { pageParts } from './editor/build/page-parts.ts'
import { smallerForms } from './editor/build/smaller-forms.ts'
import { withoutBarrels } from './editor/build/without-barrels.ts'
import { withoutCoreExtensions } from './editor/build/without-core-extensions.ts'

const suite = (name: string, environment: 'node' | 'jsdom' = 'node') => ({
  extends: true as const,
  test: { name, environment, root: import.meta.dirname, include: [`tests/${name}/**/*.test.{ts,tsx}`] },
})

/** Threads and processes are files of their own beside the server's: nothing imports them. */
const THREADS = ['import/import-worker', 'pdf-worker', 'summary-worker', 'word-worker']

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
  plugins: [
    react(),
    withoutBarrels(),
    withoutCoreExtensions,
    compiledWords,
    threads,
    pageParts,
    keptPages,
    smallerForms,
  ],
  build: {
    outDir: isSsrBuild ? 'dist-server' : '../dist',
    emptyOutDir: true,
    target: isSsrBuild ? 'node20' : 'es2022',
    // Fonts and icons stay files: a data: URL would need a wider Content-Security-Policy.
    assetsInlineLimit: 0,
    // What may be how large is tested (tests/meta/page-sizes.test.ts).
    chunkSizeWarningLimit: 1_000,
    // The server reads which files a screen begins with.
    manifest: !isSsrBuild,
    ...(isSsrBuild
      ? {}
      : {
          rolldownOptions: {
            input: {
              index: join(import.meta.dirname, 'editor/index.html'),
              'service-worker': join(import.meta.dirname, 'editor/service-worker/service-worker.ts'),
            },
            output: {
              codeSplitting: {
                groups: [
                  {
                    debugName: 'by screen',
                    name: (id, context) => chunkOf(id, (module) => context.getModuleInfo(module)),
                  },
                ],
                includeDependenciesRecursively: false,
              },
              // A browser looks for another version of it under the same name.
              entryFileNames: ({ name }) =>
                name === 'service-worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js',
            },
          },
        }),
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
