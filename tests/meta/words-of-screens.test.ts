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

/** The dialogs that a file fetches with words of their own, and which parts of the words these are. */
const dialogsIn = (path: string): readonly (readonly [file: string, parts: readonly string[]])[] =>
  [
    ...read(path).matchAll(
      /laterDialog\(\s*async \(\) => \(await import\('(\.[^']+)'\)\)\.\w+,\s*(\[[^\]]*\])/g,
    ),
  ].map(([, to = '', words = '']) => [join(dirname(path), to), partsIn(words)])

const partsIn = (words: string): readonly string[] =>
  [...words.matchAll(/'(\w+)'/g)].map(([, part = '']) => part)

/** Every file that is reached from one, and the parts of the words that are there when it is. */
const reachedFrom = (
  start: string,
  parts: readonly string[],
  reached = new Map<string, readonly string[]>(),
): ReadonlyMap<string, readonly string[]> => {
  const known = reached.get(start)
  // Reached in two ways it says what is there in both.
  const there = known?.filter((part) => parts.includes(part)) ?? parts
  if (known?.length === there.length) return reached
  reached.set(start, there)
  const dialogs = new Map(dialogsIn(start))
  for (const path of importsOf(start)) reachedFrom(path, [...there, ...(dialogs.get(path) ?? [])], reached)
  return reached
}

/** The screens that `app.tsx` fetches, with the words that it fetches along. */
const screens = [
  ...read(APP).matchAll(
    /laterScreen\(\s*async \(\) => \(await import\('\.\/([^']+)'\)\)\.\w+,?\s*(\[[^\]]*\])?/g,
  ),
].map(([, file = '', words = '']) => ({
  screen: join('editor/ui', file),
  parts: ['shell', ...partsIn(words)],
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
      const missing = [...reachedFrom(screen, parts)]
        .filter(([path]) => !path.startsWith('editor/ui/messages/'))
        .flatMap(([path, there]) => {
          const fetched = new Set(there.flatMap((part) => Object.keys(PARTS[part] ?? {})))
          return [...read(path).matchAll(/['`]([a-z][\w-]*(?:\.[\w-]+)+)['`]/g)]
            .map(([, key = '']) => key)
            .filter((key) => ALL.has(key) && !fetched.has(key))
            .map((key) => `${path} ${key}`)
        })
      expect([...new Set(missing)]).toEqual([])
    },
  )
})
