import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { withoutBarrels } from './barrels.config.ts'
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

/** Writes into the page which files it is made of, with their lengths: start/parts.ts fetches them, again if need be. */
const pageParts: Plugin = {
  name: 'page-parts',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const partsOf = (module: string, without: ReadonlySet<string>): Map<string, number> => {
        const parts = new Map<string, number>()
        const bytes = (source: string | Uint8Array): number => Buffer.byteLength(source)
        const add = (name: string): void => {
          const file = bundle[name]
          if (file === undefined || parts.has(name) || without.has(name)) return
          parts.set(name, bytes(file.type === 'chunk' ? file.code : file.source))
          if (file.type !== 'chunk') return
          for (const style of file.viteMetadata?.importedCss ?? []) add(style)
          for (const other of file.imports) add(other)
        }
        const id = join(import.meta.dirname, 'editor', module)
        const begins = Object.values(bundle).find(
          (file) => file.type === 'chunk' && (file.facadeModuleId === id || file.moduleIds.includes(id)),
        )
        if (begins === undefined) throw new Error(`no part begins with ${module}`)
        add(begins.fileName)
        return parts
      }
      const page = partsOf('main.tsx', new Set())
      const document = partsOf('ui/document-screen.tsx', new Set(page.keys()))
      const list = (parts: Map<string, number>) => [...parts].map(([name, size]) => [`/${name}`, size])
      const content = JSON.stringify({ page: list(page), document: list(document) })
      return html.replace('name="parts" content=""', `name="parts" content='${content}'`)
    },
  },
}

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
  plugins: [react(), withoutBarrels(), threads, pageParts, keptPages, smallerForms],
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
