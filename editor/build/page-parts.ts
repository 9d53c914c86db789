import { join } from 'node:path'
import type { Plugin } from 'vite'

/** Writes into the page which files it is made of, with their lengths: start/parts.ts fetches them, again if need be. */
export const pageParts: Plugin = {
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
        const id = join(import.meta.dirname, '..', module)
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
