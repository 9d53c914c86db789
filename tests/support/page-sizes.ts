import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { z } from 'zod'

const files = z.array(z.string()).default([])
const Manifest = z.record(z.string(), z.object({ file: z.string(), imports: files, dynamicImports: files }))

export interface ScriptSize {
  readonly files: number
  /** Bytes as a server sends them. */
  readonly gzip: number
  readonly brotli: number
}

/** What each of the built pages runs before it can be used, by what a person does there. */
export const SCREENS = {
  /** Every page begins with it. */
  shell: [],
  join: ['ui/join/join-screen.tsx', 'ui/messages/ar/group-words.ts'],
  home: ['ui/home/home-screen.tsx', 'ui/messages/ar/group-words.ts'],
  draft: ['ui/document-screen.tsx', 'ui/messages/ar/text-words.ts'],
} as const

/** The scripts of a page that begins with these modules beside its own. */
export const scriptSize = (dist: string, modules: readonly string[]): ScriptSize => {
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')))
  const seen = new Set<string>()
  const add = (module: string): void => {
    if (seen.has(module)) return
    seen.add(module)
    const built = manifest[module]
    if (built === undefined) throw new Error(`the build has no ${module}`)
    built.imports.forEach(add)
  }
  // The page begins with a script that fetches the shell.
  for (const module of ['index.html', ...(manifest['index.html']?.dynamicImports ?? []), ...modules])
    add(module)
  const scripts = [...seen].flatMap((module) => {
    const file = manifest[module]?.file
    return file === undefined ? [] : [readFileSync(join(dist, file))]
  })
  const sum = (size: (script: Buffer) => number): number =>
    scripts.reduce((total, script) => total + size(script), 0)
  return {
    files: scripts.length,
    gzip: sum((script) => gzipSync(script, { level: 9 }).length),
    brotli: sum((script) => brotliCompressSync(script).length),
  }
}
