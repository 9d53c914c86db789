import { describe, expect, it } from 'vitest'
import type { SequenceElement } from '#core/suggestions/element.ts'
import { cleanView, toClean, toMarked } from '#core/suggestions/views.ts'
import { seededRandom } from '../support/seeded-random.ts'

type Kind = 'base' | 'insertion' | 'deletion'

const formatsOf = (kind: Kind, n: number): ReadonlyMap<string, unknown> =>
  kind === 'base' ? new Map() : new Map([[`${kind}--m-s-${n}`, { by: 'm', at: n }]])

/** Unlike characters, so that a place is known by what stands there; ¶ is a marker. */
interface Piece {
  readonly text: string
  readonly kind: Kind
}

const elementsOf = (pieces: readonly Piece[]): SequenceElement[] =>
  pieces.map(({ text, kind }, n) =>
    text === '¶'
      ? { kind: 'marker', attrs: new Map([['bid', `b${n}`]]), formats: formatsOf(kind, n) }
      : { kind: 'text', text, formats: formatsOf(kind, n) },
  )

const flat = (elements: readonly SequenceElement[]): string =>
  elements.map((element) => (element.kind === 'text' ? element.text : '¶')).join('')

const SENTENCE: readonly Piece[] = [
  { text: '¶', kind: 'base' },
  { text: 'نطلب ', kind: 'base' },
  { text: 'وقف', kind: 'deletion' },
  { text: 'إنهاء', kind: 'insertion' },
  { text: ' القتال', kind: 'base' },
]

describe('a clean view', () => {
  it('[SUG460] leads from each word back to where it stands, and says where a word would be that it leaves out', () => {
    const elements = elementsOf(SENTENCE)
    const accepted = cleanView(elements, 'accepted')
    const original = cleanView(elements, 'original')
    expect([flat(accepted.elements), flat(original.elements)]).toEqual([
      '¶نطلب إنهاء القتال',
      '¶نطلب وقف القتال',
    ])
    // Behind «إن» of the inserted word: nine characters into the marked text more than three would be.
    expect(toMarked(accepted.places, 8)).toBe(11)
    expect(toClean(accepted.places, 11)).toBe(8)
    // In the middle of «وقف», which is not there: behind «نطلب ».
    expect(toClean(accepted.places, 7)).toBe(6)
    expect(toMarked(original.places, 9)).toBe(9)
    // Behind «إنهاء», which is not there: behind «وقف».
    expect(toClean(original.places, 14)).toBe(9)
  })

  it('[SUG460] of nothing but proposals has a place for everything', () => {
    const { elements, places } = cleanView(
      elementsOf([
        { text: '¶', kind: 'insertion' },
        { text: 'كلمة', kind: 'insertion' },
      ]),
      'original',
    )
    expect(elements).toEqual([])
    expect([toMarked(places, 1), toClean(places, 3)]).toEqual([0, 0])
  })

  it('[SUG460] has every character behind the same one as the marked text, there and back', () => {
    const random = seededRandom(77)
    for (let session = 0; session < 300; session++) {
      let letter = 0x0621
      const pieces: Piece[] = [{ text: '¶', kind: 'base' }]
      for (let n = random.below(30); n > 0; n--) {
        const kind = (['base', 'base', 'insertion', 'deletion'] as const)[random.below(4)] ?? 'base'
        const length = 1 + random.below(4)
        const text =
          random.below(5) === 0 ? '¶' : Array.from({ length }, () => String.fromCharCode(letter++)).join('')
        pieces.push({ text, kind })
      }
      const elements = elementsOf(pieces)
      const marked = flat(elements)
      for (const view of ['accepted', 'original'] as const) {
        const { elements: shown, places } = cleanView(elements, view)
        const clean = flat(shown)
        let last = 0
        for (let at = 1; at <= clean.length; at++) {
          const place = toMarked(places, at)
          expect(marked[place - 1]).toBe(clean[at - 1])
          expect(place).toBeGreaterThan(last)
          expect(toClean(places, place)).toBe(at)
          last = place
        }
        for (let at = 1; at < marked.length; at++)
          expect(toClean(places, at + 1)).toBeGreaterThanOrEqual(toClean(places, at))
      }
    }
  })
})
