import { describe, expect, it } from 'vitest'
import { readImport } from '../../../sync-server/import/read-import.ts'
import { readAsTheServer } from './as-the-server-reads.ts'
import { expectOfOurSchema } from './of-our-schema.ts'
import { bytesOf } from './support.ts'

const repeated =
  (piece: string, times: number): (() => string) =>
  () =>
    piece.repeat(times)

describe('hostile files', () => {
  const readThere = readAsTheServer()

  it.each<readonly [string, string, () => string]>([
    ['a million open elements', 'a.html', repeated('<div>', 1e6)],
    ['a million elements', 'a.html', repeated('<b>x</b>', 1e6)],
    [
      'a million attributes',
      'a.html',
      () => `<p ${Array.from({ length: 5e5 }, (_, i) => `a${i}`).join(' ')}>x`,
    ],
    ['one attribute of 9 MB', 'a.html', () => `<p class="${'x'.repeat(9e6)}">x`],
    [
      'unclosed formats of different attributes',
      'a.html',
      () => Array.from({ length: 5e4 }, (_, i) => `<p><font a=${i}>`).join(''),
    ],
    ['misnested formats', 'a.html', () => '<a><b><i>'.repeat(5e4) + '</a></b>'.repeat(5e4)],
    ['tables in tables', 'a.html', repeated('<table>', 1e5)],
    ['formats in tables', 'a.html', repeated('<table><b>x', 1e5)],
    ['character references', 'a.html', repeated('&NotEqualTilde;&amp;', 3e5)],
    ['entity declarations', 'a.html', () => `<!DOCTYPE x [<!ENTITY a "${'x'.repeat(1e5)}">]><p>&a;&a;</p>`],
    ['nulls', 'a.html', repeated('<p>a\0b', 1000)],
    ['deep quotes', 'a.md', repeated('> ', 9e4)],
    [
      'deep lists',
      'a.md',
      () => Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i * 2)}- a`).join('\n'),
    ],
    ['open emphasis', 'a.md', repeated('*a **a ', 7000)],
    ['open brackets', 'a.md', repeated('[', 49_000)],
    ['open links', 'a.md', repeated('[a](', 12_000)],
    ['open tags', 'a.md', repeated('<a ', 16_000)],
    ['pieces of HTML', 'a.md', repeated('<div>\n\n', 5e5)],
    ['definitions', 'a.md', repeated('[a]: b\n', 3e5)],
    ['deep arrays', 'a.json', repeated('[', 2e6)],
    [
      'deep nodes',
      'a.json',
      () => `{"type":"doc","content":[${'{"content":['.repeat(2e5)}${']}'.repeat(2e5)}]}`,
    ],
    [
      'prototype keys',
      'a.json',
      () =>
        '{"type":"doc","content":[{"type":"block","attrs":{"__proto__":{"kind":"quote"}},"content":[{"type":"text","text":"a"}]}]}',
    ],
    ['one line of 9 MB', 'a.txt', repeated('س', 4.5e6)],
    ['lines without end', 'a.txt', repeated('سطر\n', 1.2e6)],
    [
      'long lines of one long paragraph',
      'a.txt',
      repeated('سطر طويل من الكلام هنا نكتبه لنرى كم يحتاج من وقت\n\n', 92_000),
    ],
    ['blanks', 'a.txt', () => `${' '.repeat(9e6)}x`],
    ['digits', 'a.txt', repeated('1', 9e6)],
    ['marks', 'a.txt', repeated('\u0651', 4e6)],
  ])(
    '[SCH26] [DIR301] %s: a document or a plain reason, soon and in little memory',
    { timeout: 600_000 },
    async (_, filename, make) => expectOfOurSchema(await readThere(filename, bytesOf(make()))),
  )

  it('[SCH220] a file of more than 200,000 runs is refused as too complex', () => {
    const pairs = (count: number) =>
      readImport({ filename: 'a.html', bytes: bytesOf('<b>a</b><i>b</i>'.repeat(count)) })
    expect(pairs(144_000)).toMatchObject({ ok: false, error: { reason: 'too-complex' } })
    expect(pairs(50_000).ok).toBe(true)
  })
})
