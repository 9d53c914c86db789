import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sourceFiles } from '../support/source-files.ts'

const RULE = /^- \*\*((?:SCH|SUG|ANC|THR|LCK|ACC|DOC|AUD|PRO|LOG|GAT|DIR|UI)\d+[a-z]?)\*\* \S/
const CITATION = /\[((?:SCH|SUG|ANC|THR|LCK|ACC|DOC|AUD|PRO|LOG|GAT|DIR|UI)\d+[a-z]?)\]/g

/** A rule named anywhere: in a comment, a title, a page of docs/, alone or in a list or range. */
const MENTION = /\b(?:SCH|SUG|ANC|THR|LCK|ACC|DOC|AUD|PRO|LOG|GAT|DIR|UI)\d+[a-z]?\b/g

const testFiles = (): string[] =>
  readdirSync('tests', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(test|spec)\.tsx?$/.test(path))
    .map((path) => `tests/${path}`)

const rules = (): string[] =>
  readFileSync('docs/SPEC.md', 'utf8')
    .split('\n')
    .flatMap((line) => RULE.exec(line)?.[1] ?? [])

/** Every `[RULE]` in a test's title; comments and helpers do not count as proof. */
const citations = (): Map<string, string> => {
  const found = new Map<string, string>()
  for (const path of testFiles())
    for (const line of readFileSync(path, 'utf8').split('\n'))
      if (/\b(it|test|describe)\b|^\s*[\])'"`(]+.*\[/.test(line))
        for (const match of line.matchAll(CITATION)) found.set(match[1] ?? '', path)
  return found
}

/** Every rule that the source, the tests or another page names, with the place. */
const mentions = (): { readonly rule: string; readonly at: string }[] =>
  [
    ...['editor', 'sync-server', 'tests'].flatMap(sourceFiles),
    'README.md',
    ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.md') && path !== 'SPEC.md')
      .map((path) => `docs/${path}`),
  ].flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        [...line.matchAll(MENTION)].map(([rule]) => ({ rule, at: `${path}:${index + 1}` })),
      ),
  )

describe('docs/SPEC.md', () => {
  it('numbers each rule once', () => {
    const seen = rules()
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.filter((rule, i) => seen.indexOf(rule) !== i)).toEqual([])
  })

  it('has every rule that a test cites', () => {
    const known = new Set(rules())
    expect([...citations()].filter(([rule]) => !known.has(rule))).toEqual([])
  })

  it('has every rule that a comment or a page names', () => {
    const known = new Set(rules())
    const found = mentions()
    expect(found.length).toBeGreaterThan(rules().length)
    expect(found.filter(({ rule }) => !known.has(rule))).toEqual([])
  })

  it('has each of its rules cited by a test', () => {
    const cited = citations()
    expect(rules().filter((rule) => !cited.has(rule))).toEqual([])
  })
})
