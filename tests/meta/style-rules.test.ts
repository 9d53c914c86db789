import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/**
 * What `:has()` asks for. With a class, a place (`:empty`, `:first-child`) or «anything but» in it, a browser looks at
 * everything that the rule could reach whenever anything of the page changes; by an attribute of its own it looks only
 * when that comes or goes, and by a kind of element that no text has. Of fields only what a person switches changes.
 */
const QUIET = /^(?:> )?(?:\[[^\]]+\]|input:(?:checked|focus-visible)|nav|time)$/

/** The conditions of every `:has()` in a style sheet, without the modules' own `:global()`. */
const conditions = (sheet: string): readonly string[] =>
  [
    ...sheet
      .replaceAll(/\/\*.*?\*\//gs, '')
      .replaceAll(/:global\(([^()]*(?:\([^()]*\))?[^()]*)\)/g, '$1')
      .matchAll(/:has\(((?:[^()]|\([^()]*\))*)\)/g),
  ].flatMap(([, inside = '']) => inside.split(',').map((one) => one.trim()))

it('finds what is asked', () => {
  expect(
    conditions(':global(body):has(:global([data-height])) .a:has(> b, .c:not(.d)) { /* :has(x) */ }'),
  ).toEqual(['[data-height]', '> b', '.c:not(.d)'])
  expect(['[data-height]', '> [data-a]', 'input:checked', '> nav'].every((one) => QUIET.test(one))).toBe(true)
  expect(
    ['> .block', '[data-a]:not(:empty)', '> :not(.gap)', 'select:disabled'].some((one) => QUIET.test(one)),
  ).toBe(false)
})

it('[UI833] no rule of a style sheet is looked at anew with every letter', async () => {
  const loud: string[] = []
  const sheets = (await readdir('editor/ui', { recursive: true })).filter((path) => path.endsWith('.css'))
  for (const path of sheets)
    for (const condition of conditions(await readFile(join('editor/ui', path), 'utf8')))
      if (!QUIET.test(condition)) loud.push(`${path}: :has(${condition})`)
  expect(sheets.length).toBeGreaterThan(20)
  expect(loud).toEqual([])
})
