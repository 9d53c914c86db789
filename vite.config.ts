import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { chunkOf } from './chunks.config.ts'

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

const SERVICE_WORKER = 'service-worker.js'

/** Tells the service worker which files make up the interface: known when all are written, the page included. */
const keptPages: Plugin = {
  name: 'kept-pages',
  applyToEnvironment: (environment) => environment.name === 'client',
  apply: 'build',
  async writeBundle({ dir }) {
    if (dir === undefined) return
    const names = await readdir(dir, { recursive: true, withFileTypes: true })
    const files = names
      .filter((entry) => entry.isFile() && entry.name !== SERVICE_WORKER)
      .map((entry) => join(entry.parentPath, entry.name).slice(dir.length))
      // What the server reads, not the page.
      .filter((file) => !file.startsWith('/.vite/'))
      .toSorted()
    const hash = createHash('sha256')
    for (const file of files) hash.update(file).update(await readFile(join(dir, file)))
    const paths = files.map((file) => (file === '/index.html' ? '/' : file))
    const build = { version: hash.digest('hex').slice(0, 16), files: paths }
    const worker = join(dir, SERVICE_WORKER)
    const code = await readFile(worker, 'utf8')
    if (!code.includes('BUILT_PAGES')) throw new Error('the service worker does not ask for its files')
    await writeFile(worker, `const BUILT_PAGES=${JSON.stringify(build)};${code}`)
  },
}

/** Fonts and pictures are packed already. */
const GAINS = /\.(?:js|css|html|svg|webmanifest)$/

/** Lays a smaller form beside each file that gains by it: when the others are written, the worker's list included. */
const smallerForms: Plugin = {
  name: 'smaller-forms',
  applyToEnvironment: (environment) => environment.name === 'client',
  apply: 'build',
  writeBundle: {
    order: 'post',
    sequential: true,
    async handler({ dir }) {
      if (dir === undefined) return
      const entries = await readdir(dir, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile() && GAINS.test(entry.name))
      await Promise.all(
        files.map(async (entry) => {
          const file = join(entry.parentPath, entry.name)
          const plain = await readFile(file)
          await writeFile(`${file}.br`, await promisify(brotliCompress)(plain))
          await writeFile(`${file}.gz`, await promisify(gzip)(plain, { level: 9 }))
        }),
      )
    },
  },
}

export default defineConfig(({ isSsrBuild }) => ({
  root: isSsrBuild ? import.meta.dirname : 'editor',
  plugins: [react(), threads, keptPages, smallerForms],
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
