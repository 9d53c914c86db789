import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const lock = z
  .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))

const manifest = z
  .object({
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')))

describe('dependencies', () => {
  it.each(['yjs', 'lib0', 'y-protocols', 'prosemirror-model', 'prosemirror-transform', 'prosemirror-state'])(
    'hold %s exactly once: two copies corrupt a document silently',
    (name) => {
      const copies = Object.keys(lock.packages).filter((path) => path.endsWith(`node_modules/${name}`))
      expect(copies).toEqual([`node_modules/${name}`])
    },
  )

  it('are pinned exactly', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})
