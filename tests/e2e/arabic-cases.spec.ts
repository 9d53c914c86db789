import bidiFactory from 'bidi-js'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { casesOutside, type ArabicCase } from '../support/arabic-cases.ts'
import { caretAfter, expect, paste, shown, test, text } from './document-room.ts'
import { drawn, isJoined, type Piece } from './drawn-word.ts'

/**
 * Cases of a file outside that only a page can answer; without one there are none, and other specs prove the same of
 * texts of our own ([UI5], [UI6], [UI7], [UI826]).
 */
const casesOf = (category: string): readonly ArabicCase[] => casesOutside((one) => one.category === category)

/** Lines in visual order: what stands leftmost first, mirrored signs as they are seen, unseen controls left out. */
const bidi = bidiFactory()
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069]/gu
const visible = (line: string): string => line.replaceAll(UNSEEN, '')

/** The characters of each block as the page draws them, from left to right. */
const linesOnPage = (page: Page, blocks: string): Promise<readonly (readonly number[])[]> =>
  page.locator(blocks).evaluateAll((found) =>
    found.map((block) => {
      const places: { readonly index: number; readonly middle: number }[] = []
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT)
      let index = 0
      while (walker.nextNode()) {
        const node = walker.currentNode
        for (let at = 0; at < (node.textContent?.length ?? 0); at++, index++) {
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + 1)
          const box = range.getBoundingClientRect()
          places.push({ index, middle: box.left + box.width / 2 })
        }
      }
      return places.sort((a, b) => a.middle - b.middle).map((place) => place.index)
    }),
  )

const lineCase = z.object({ input: z.string(), base: z.enum(['rtl', 'ltr']), expected: z.string() })

const lines = casesOf('bidi-visual')
if (lines.length > 0)
  test('[UI5] every line of mixed directions stands as Unicode has it, where it is written and where it is read', async ({
    room,
  }) => {
    const cases = lines.map((one) => ({ id: one.id, ...lineCase.parse(one) }))
    const content = cases.map(({ input, base }) => ({
      type: 'block',
      attrs: { dir: base === 'ltr' ? 'ltr' : null },
      content: [{ type: 'text', text: input }],
    }))
    const imported = await room.server.facilitator.call(
      'POST',
      `/api/documents/${room.document}/import?filename=a.json`,
      undefined,
      { raw: JSON.stringify({ type: 'doc', content }) },
    )
    expect(imported.status).toBe(200)
    const page = await room.open('facilitator')
    await page.evaluate(() => document.fonts.ready)
    const check = async (blocks: string): Promise<void> => {
      const drawnLines = await linesOnPage(page, blocks)
      expect(drawnLines).toHaveLength(cases.length)
      for (const [at, { id, input, base, expected }] of cases.entries()) {
        const levels = bidi.getEmbeddingLevels(input, base)
        expect.soft(visible(bidi.getReorderedString(input, levels)), `${id}, bidi-js`).toBe(visible(expected))
        const line = visible(input)
        const mirrored = bidi.getMirroredCharactersMap(line, bidi.getEmbeddingLevels(line, base).levels)
        const order = drawnLines[at] ?? []
        expect
          .soft(order.map((index) => mirrored.get(index) ?? line[index]).join(''), `${id}, ${blocks}`)
          .toBe(visible(expected))
      }
    }
    await check('.documentText .block')
    await page.goto(`${room.server.url}/read/${room.document}`)
    await page.locator('[dir=rtl][lang=ar] > p').first().waitFor()
    await check('[dir=rtl][lang=ar] > p')
  })

const shapingWish = z.object({
  joined: z.boolean(),
  lamAlef: z.boolean().optional(),
  widthDelta: z.number().optional(),
  widthDeltaMax: z.number().optional(),
})
const shapingInput = z.object({ split: z.array(z.string()) })

const STYLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  color: { color: 'red' },
  background: { background: 'yellow' },
  underline: { 'text-decoration': 'underline' },
  'line-through': { 'text-decoration': 'line-through' },
  'box-shadow': { 'box-shadow': '0 0 2px red' },
  outline: { outline: '1px solid red' },
  'border-block': { 'border-block': '1px solid red' },
  'padding-block': { 'padding-block': '4px' },
  'border-radius': { 'border-radius': '3px' },
  opacity: { opacity: '0.5' },
  'position:relative': { position: 'relative' },
  'font-weight': { 'font-weight': '700' },
  'font-style': { 'font-style': 'italic' },
  'font-size': { 'font-size': '1.2em' },
  'font-family': { 'font-family': 'IBM Plex Sans Arabic' },
  'letter-spacing': { 'letter-spacing': '0.05em' },
  'vertical-align': { 'vertical-align': 'super' },
  'border-inline-start': { 'border-inline-start': '1px solid red' },
  'display:inline-block': { display: 'inline-block' },
}

/**
 * Where a case says more than holds (docs/CAVEATS.md): a border that stands right between lam and alef costs their
 * ligature, measured here; one at any other letter of the word does not.
 */
const AT_LAM_ALEF: Readonly<Record<string, boolean>> = { 'border-inline-start on span': false }

/** What our own page puts around letters: all of it has to leave the word as it is. */
const OUR_MARKS: readonly Omit<Piece, 'text'>[] = [
  { tag: 'ins' },
  { tag: 'del' },
  { tag: 'u' },
  { tag: 'a' },
  ...['formatChange', 'hit', 'currentHit', 'thread', 'activeThread', 'sequence-selection'].map(
    (className) => ({ tag: 'span', className }) as const,
  ),
]

/** The ways to draw the stretch in the middle of a word that the name of a case speaks of. */
const waysOf = (name: string): readonly (readonly [string, Omit<Piece, 'text'>])[] => {
  if (name.includes('caret span')) return [['caret', { behind: 'caret' }]]
  if (name.includes('zero-width'))
    return [
      ['inline-block', { behind: 'inline-block' }],
      ['img', { behind: 'img' }],
    ]
  if (name.includes('inline-block'))
    return [['inline-block', { tag: 'span', style: { display: 'inline-block' } }]]
  const tags = (['ins', 'del', 'mark'] as const).filter((tag) => name.includes(`<${tag}>`))
  const styles = Object.entries(STYLES).filter(([style]) =>
    name.split(/[/|,]| on | only| change/u).includes(style),
  )
  return styles.flatMap(([style, rules]) =>
    (tags.length > 0 ? tags : (['span'] as const)).map(
      (tag) => [`${style} on ${tag}`, { tag, style: rules }] as const,
    ),
  )
}

/** A word that a border cuts between the letters of a ligature, and elsewhere. */
const [AT_LIGATURE, ELSEWHERE] = [
  ['السل', 'ام'],
  ['ال', 'سلام'],
] as const

const shapes = casesOf('shaping').filter(({ name }) => !name.startsWith('Typst'))
if (shapes.length > 0)
  test('[UI6] [UI826] letters join, or do not, as each kind of style lets them; none of ours breaks a word', async ({
    room,
  }) => {
    const page = await room.open('facilitator')
    await page.evaluate(() => document.fonts.ready)
    /** By how much the pieces make their word wider than it is in one. */
    const wider = async (pieces: readonly Piece[]): Promise<number> => {
      const word = pieces.map((piece) => piece.text.replaceAll('\u200d', '')).join('')
      const [drawnPieces, plain] = await drawn(page, [pieces, [{ text: word }]])
      return (drawnPieces?.width ?? 0) - (plain?.width ?? 0)
    }
    const check = async (label: string, one: ArabicCase, way: Omit<Piece, 'text'>): Promise<void> => {
      const { split } = shapingInput.parse(one.input)
      const wish = shapingWish.parse(one.expected)
      const joiner = one.name.includes('ZWJ') ? '\u200d' : ''
      const styledAt = (index: number): Omit<Piece, 'text'> =>
        way.behind === undefined ? (index % 2 === 1 ? way : {}) : index > 0 ? way : {}
      const pieces = split.map((piece, index) => ({
        ...styledAt(index),
        text: (index === 0 ? '' : joiner) + piece + (index === split.length - 1 ? '' : joiner),
      }))
      const told = `${one.id}, ${label}`
      expect.soft(await isJoined(page, pieces), `${told}: joined`).toBe(wish.joined)
      const delta = await wider(pieces)
      if (wish.widthDelta !== undefined)
        expect.soft(Math.abs(delta - wish.widthDelta), `${told}: wider by ${delta}`).toBeLessThan(0.1)
      if (wish.widthDeltaMax !== undefined)
        expect.soft(Math.abs(delta), `${told}: wider by ${delta}`).toBeLessThanOrEqual(wish.widthDeltaMax)
      if (wish.lamAlef === undefined) return
      const keeps = async ([before, after]: readonly [string, string]): Promise<boolean> => {
        const delta = await wider([{ text: before }, { ...way, text: after }])
        return Math.abs(delta - (wish.widthDelta ?? 0)) < 0.1
      }
      expect.soft(await keeps(AT_LIGATURE), `${told}: lam-alef`).toBe(AT_LAM_ALEF[label] ?? wish.lamAlef)
      if (wish.lamAlef) expect.soft(await keeps(ELSEWHERE), `${told}: elsewhere`).toBe(true)
    }
    for (const one of shapes) {
      const ways = waysOf(one.name)
      expect(ways, one.name).not.toEqual([])
      for (const [label, way] of ways) await check(label, one, way)
      // What loses nothing by the case has to lose nothing by our own marks either.
      if (shapingWish.parse(one.expected).widthDeltaMax !== undefined)
        for (const way of OUR_MARKS) await check(`our ${way.className ?? way.tag ?? ''}`, one, way)
    }
  })

const listCase = z.object({ option: z.enum(['rtl', 'auto']), html: z.string() })
const keysCase = z.object({ text: z.string(), keys: z.array(z.string()) })

/** On which side of its words the mark of the first item stands. */
const markerSide = (page: Page): Promise<string> =>
  text(page).evaluate((root) => {
    const item = root.querySelector('[data-list]')
    if (item === null) throw new Error('no item')
    const { left, right } = getComputedStyle(item, '::before')
    return Number.parseFloat(right) < Number.parseFloat(left) ? 'right' : 'left'
  })

/** Where the caret stands: letters before it in its block, and how far it is from the two edges of its line. */
const caretPlace = (page: Page) =>
  text(page).evaluate(() => {
    const selection = getSelection()
    const node = selection?.focusNode ?? null
    const block = (node instanceof Element ? node : node?.parentElement)?.closest('.block') ?? null
    if (selection === null || node === null || block === null) throw new Error('no caret')
    const before = document.createRange()
    before.setStart(block, 0)
    before.setEnd(node, selection.focusOffset)
    const whole = document.createRange()
    whole.selectNodeContents(block)
    const caret = document.createRange()
    caret.setStart(node, selection.focusOffset)
    const [line, at] = [whole.getBoundingClientRect(), caret.getBoundingClientRect()]
    return {
      before: before.toString().length,
      fromRight: Math.round(line.right - at.left),
      fromLeft: Math.round(at.left - line.left),
    }
  })

const edits = casesOf('editor')
if (edits.length > 0)
  test('[UI5] [UI7] lists, line ends and single marks in the editor are those of a text from right to left', async ({
    room,
  }) => {
    const page = await room.open('facilitator')
    const write = async (html: string): Promise<void> => {
      await text(page).click()
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Delete')
      await paste(page, html)
    }
    for (const { id, name, input, expected } of edits) {
      if (name.startsWith('textDirection')) {
        const { option, html } = listCase.parse(input)
        await write(html)
        // Ours is never left to guess: whatever the case knows of `auto` happens nowhere here.
        expect.soft(await markerSide(page), `${id}: our marker`).toBe('right')
        expect.soft(await page.locator('.documentText [dir=auto]').count(), id).toBe(0)
        if (option === 'rtl') expect.soft(expected, id).toEqual({ markerSide: 'right' })
        else {
          const guessed = await page.evaluate((list) => {
            const host = document.createElement('div')
            host.innerHTML = list
            for (const element of host.querySelectorAll('*')) element.setAttribute('dir', 'auto')
            document.body.append(host)
            const outer = host.firstElementChild
            const direction = outer === null ? '' : getComputedStyle(outer).direction
            host.remove()
            return direction === 'rtl' ? 'right' : 'left'
          }, html)
          expect.soft(JSON.stringify(expected), `${id}: the browser's`).toContain(`"markerSide":"${guessed}`)
        }
      } else if (name.startsWith('Home/End')) {
        const line = 'سطر فيه كلام'
        await write(`<p>${line}</p>`)
        await caretAfter(page, 0, 'سطر فيه')
        await page.keyboard.press('Home')
        expect.soft(await caretPlace(page), `${id}: Home`).toMatchObject({ before: 0, fromRight: 0 })
        await page.keyboard.press('End')
        expect.soft(await caretPlace(page), `${id}: End`).toMatchObject({ before: line.length, fromLeft: 0 })
      } else {
        const { text: marked, keys } = keysCase.parse(input)
        const [before = '', after = ''] = marked.split('|')
        await write(`<p>${before}${after}</p>`)
        await caretAfter(page, 0, before)
        for (const key of keys) await page.keyboard.press(key)
        expect.soft(await shown(page), id).toEqual([`p|${String(expected)}`])
      }
    }
  })
