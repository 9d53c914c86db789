import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'

export const SERVICE_WORKER = 'service-worker.js'

/** Tells the service worker which files make up the interface: known when all are written, the page included. */
export const keptPages: Plugin = {
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
