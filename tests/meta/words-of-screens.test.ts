import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { arabicParts } from '../../editor/ui/messages/arabic.ts'
import { sourceFiles } from '../support/source-files.ts'

const ROOT = join(import.meta.dirname, '../..')
const PAGE = 'editor/main.tsx'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** Files of ours that a file imports to run, at once. */
const importsOf = (path: string): readonly string[] =>
  [...read(path).matchAll(/^import (?!type )(?:[^;]*? from )??'(\.[^']+\.tsx?)'/gm)].map(([, to = '']) =>
    join(dirname(path), to),
  )

const reachedFrom = (start: string): ReadonlySet<string> => {
  const reached = new Set<string>()
  const waiting = [start]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path) || path.startsWith('editor/ui/messages/')) continue
    reached.add(path)
    waiting.push(...importsOf(path))
  }
  return reached
}

/** Everything that is fetched by itself, screens and what is opened on them, with the words that it names. */
const parts = sourceFiles('editor/ui')
  .flatMap((path) =>
    [
      ...read(path).matchAll(
        /(?:later\w+|partFile)\(\s*async \(\) =>\s*\(await import\('(\.[^']+)'\)\)\.\w+,?\s*(?:\{\s*words: )?(\[[^\]]*\])?/g,
      ),
    ].map(([, file = '', words = '']) => ({
      part: join(dirname(path), file),
      by: path,
      words: ['shell', ...[...words.matchAll(/'(\w+)'/g)].map(([, name = '']) => name)],
    })),
  )
  .concat({ part: PAGE, by: 'index.html', words: ['shell'] })

const PARTS: Readonly<Record<string, object>> = arabicParts
const ALL = Object.values(PARTS).flatMap((words) => Object.keys(words))
const KNOWN = new Set(ALL)

/** Keys of words that stand in a file, whole or begun: `stage.${stage}` names all that begin so. */
const keysIn = (path: string): readonly string[] => {
  const code = read(path)
  const whole = [...code.matchAll(/['`]([a-z][\w-]*(?:\.[\w-]+)+)['`]/g)].map(([, key = '']) => key)
  const begun = [...code.matchAll(/`([a-z][\w-]*\.[\w.-]*)\$\{[^}]*\}([\w.-]*)(`|\$)/g)]
  return [
    ...whole.filter((key) => KNOWN.has(key)),
    ...begun.flatMap(([, start = '', end = '', next]) =>
      ALL.filter((key) => key.startsWith(start) && (next === '$' || key.endsWith(end))),
    ),
  ]
}

describe('each part of the page', () => {
  it('is known to this test', () => {
    expect(parts.map(({ part }) => part)).toContain('editor/ui/final/certificate-screen.tsx')
    const named = sourceFiles('editor/ui').flatMap((path) =>
      [...read(path).matchAll(/import\('(\.[^']+\.tsx)'\)/g)].map(([, to = '']) => join(dirname(path), to)),
    )
    expect(named.filter((part) => !parts.some((one) => one.part === part))).toEqual([])
  })

  it.each(parts)('[UI851] $part says no words but those that are fetched with it', ({ part, words }) => {
    const fetched = new Set(words.flatMap((name) => Object.keys(PARTS[name] ?? {})))
    const missing = [...reachedFrom(part)].flatMap((path) =>
      keysIn(path)
        .filter((key) => !fetched.has(key))
        .map((key) => `${path} ${key}`),
    )
    expect([...new Set(missing)]).toEqual([])
  })
})
