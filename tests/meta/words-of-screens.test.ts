import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { arabicParts } from '../../editor/ui/messages/arabic.ts'

const ROOT = join(import.meta.dirname, '../..')
const APP = 'editor/ui/app.tsx'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Files of ours that a file imports, at once or when it is needed. */
const importsOf = (path: string): readonly string[] =>
  [...read(path).matchAll(/(?:from|import\()\s*'(\.[^']+\.tsx?)'/g)].map(([, to = '']) =>
    join(dirname(path), to),
  )

const reachedFrom = (start: string): ReadonlySet<string> => {
  const reached = new Set<string>()
  const waiting = [start]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue
    reached.add(path)
    waiting.push(...importsOf(path))
  }
  return reached
}

/** The screens that `app.tsx` fetches, with the words that it fetches along. */
const screens = [
  ...read(APP).matchAll(
    /laterScreen\(\s*async \(\) => \(await import\('\.\/([^']+)'\)\)\.\w+,?\s*(\[[^\]]*\])?/g,
  ),
].map(([, file = '', words = '']) => ({
  screen: join('editor/ui', file),
  parts: ['shell', ...[...words.matchAll(/'(\w+)'/g)].map(([, part = '']) => part)],
}))

const PARTS: Readonly<Record<string, object>> = arabicParts
const ALL = new Set(Object.values(PARTS).flatMap((words) => Object.keys(words)))

describe('each screen', () => {
  it('is known to this test', () => {
    expect(screens.map(({ screen }) => screen)).toContain('editor/ui/final/certificate-screen.tsx')
    expect(screens).toHaveLength(9)
  })

  it.each(screens)(
    '[UI851] $screen says no words but those that are fetched with it',
    ({ screen, parts }) => {
      const fetched = new Set(parts.flatMap((part) => Object.keys(PARTS[part] ?? {})))
      const missing = [...reachedFrom(screen)]
        .filter((path) => !path.startsWith('editor/ui/messages/'))
        .flatMap((path) =>
          [...read(path).matchAll(/['`]([a-z][\w-]*(?:\.[\w-]+)+)['`]/g)]
            .map(([, key = '']) => key)
            .filter((key) => ALL.has(key) && !fetched.has(key))
            .map((key) => `${path} ${key}`),
        )
      expect([...new Set(missing)]).toEqual([])
    },
  )
})
