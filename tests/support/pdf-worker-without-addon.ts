import { register } from 'node:module'

/** The process that writes PDF files on a machine for whose kind the addon was not installed. */
const hooks = `export const resolve = (name, context, next) =>
  name.startsWith('@myriaddreamin/') ? Promise.reject(new Error('no ' + name + ' here')) : next(name, context)`

register(`data:text/javascript,${encodeURIComponent(hooks)}`)
await import('../../sync-server/pdf-worker.ts')
