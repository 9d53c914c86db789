import { basename, join } from 'node:path'
import { Worker, type ResourceLimits } from 'node:worker_threads'

/** Run from its TypeScript, a thread or process needs what translates it; built, it is a file beside the server's. */
const isSource = import.meta.filename.endsWith('.ts')
/** tsx leaves threads alone unless they ask for it themselves. */
const ASK_TSX = `
  const { workerData } = require('node:worker_threads')
  import('tsx/esm/api').then(({ register }) => {
    register()
    return import(workerData)
  })
`

/** The file of a module, named by its path from here without extension; vite.config.ts has to name it too. */
export const workerFile = (module: string): string =>
  join(import.meta.dirname, isSource ? `${module}.ts` : `${basename(module)}.js`)

/** Starts the thread of a module, see {@link workerFile}. */
export const startThread = (module: string, resourceLimits: ResourceLimits): Worker => {
  const file = workerFile(module)
  return isSource
    ? new Worker(ASK_TSX, { eval: true, workerData: file, execArgv: [], resourceLimits })
    : new Worker(file, { resourceLimits })
}
