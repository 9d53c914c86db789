import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { piecesText } from '#core/text/pdf/repair-line.ts'
import { repairPdfText, type RepairedKind } from '#core/text/pdf/repair-pdf-text.ts'
import {
  beginReview,
  nextUnseen,
  reviewedBlocks,
  reviewedWords,
  reviewProgress,
  type Review,
} from '#core/text/pdf/review.ts'
import { reviewed, type ReviewAct } from '#core/text/pdf/review-acts.ts'
import { beginHistory, reviewStep } from '#core/text/pdf/review-history.ts'
import { DAMAGED_PDF } from '../../support/damaged-pdf-text.ts'

const begun = beginReview(repairPdfText(DAMAGED_PDF))
const lineOf = (review: Review, id: number) =>
  review.blocks.flatMap(({ lines }) => lines).find((line) => line.id === id)
const piecesOf = (review: Review, id: number): string[] =>
  lineOf(review, id)?.pieces.map(({ text }) => text) ?? []
const letters = (review: Review): string => {
  const words = review.blocks.flatMap(({ lines }) => lines.map(({ pieces }) => piecesText(pieces)))
  return Array.from(words.join('').replace(/\s/gu, '')).toSorted().join('')
}

const ids = begun.blocks.flatMap(({ lines }) => lines.map(({ id }) => id))
const anyLine = fc.constantFrom(...ids)
const anyPiece = fc.nat(6)
const rearranging: fc.Arbitrary<ReviewAct> = fc.oneof(
  fc.record({
    act: fc.constant('shift' as const),
    line: anyLine,
    piece: anyPiece,
    by: fc.constantFrom(-1 as const, 1 as const),
  }),
  fc.record({
    act: fc.constant('move' as const),
    line: anyLine,
    piece: anyPiece,
    to: anyLine,
    before: anyPiece,
  }),
  fc.record({ act: fc.constant('cut' as const), line: anyLine, piece: anyPiece, words: fc.nat(5) }),
  fc.record({ act: fc.constant('glue' as const), line: anyLine, piece: anyPiece }),
  fc.record({ act: fc.constant('split' as const), line: anyLine }),
  fc.record({ act: fc.constant('join' as const), block: anyLine }),
  fc.record({
    act: fc.constant('kind' as const),
    block: anyLine,
    kind: fc.constantFrom<RepairedKind>('heading', 'bullet'),
  }),
)

describe('a review', () => {
  it('[DOC655] no rearranging loses or doubles a letter, and everything can be undone', () => {
    fc.assert(
      fc.property(fc.array(rearranging, { maxLength: 20 }), (acts) => {
        let history = beginHistory(begun)
        for (const act of acts) history = reviewStep(history, act)
        expect(letters(history.now)).toBe(letters(begun))
        const end = history.now
        while (history.before.length > 0) history = reviewStep(history, 'undo')
        expect(history.now).toBe(begun)
        while (history.after.length > 0) history = reviewStep(history, 'redo')
        expect(history.now).toBe(end)
      }),
      { seed: 650, numRuns: 150 },
    )
  })

  it('[DOC655] a piece is shifted within its line, and over its end into the next line of its block', () => {
    const before = piecesOf(begun, 5)
    const later = reviewed(begun, { act: 'shift', line: 5, piece: 0, by: 1 })
    expect(piecesOf(later, 5)).toEqual([before[1], before[0], ...before.slice(2)])
    const last = before.length - 1
    const over = reviewed(begun, { act: 'shift', line: 5, piece: last, by: 1 })
    expect(piecesOf(over, 5)).toEqual(before.slice(0, -1))
    expect(piecesOf(over, 7)[0]).toBe(before[last])
    // At the ends of the block there is no further place.
    expect(reviewed(begun, { act: 'shift', line: 5, piece: 0, by: -1 })).toBe(begun)
  })

  it('[DOC655] a line is taken as it came, as the rules put it, or in the words of a person', () => {
    const came = reviewed(begun, { act: 'as-it-came', line: 5 })
    expect(piecesOf(came, 5)).toEqual([lineOf(begun, 5)?.source.replace(/\s+/gu, ' ')])
    expect(piecesOf(reviewed(came, { act: 'by-rules', line: 5 }), 5)).toEqual(piecesOf(begun, 5))
    const written = reviewed(begun, { act: 'write', line: 5, text: '  كلمات\nأخرى ' })
    expect(piecesOf(written, 5)).toEqual(['كلمات أخرى'])
    const none = reviewed(begun, { act: 'write', line: 1, text: ' ' })
    expect(reviewedBlocks(none)).toHaveLength(reviewedBlocks(begun).length - 1)
  })

  it('[DOC655] the rest as it came leaves what a person looked at', () => {
    const seen = reviewed(begun, { act: 'seen', line: 5 })
    const rest = reviewed(seen, { act: 'as-it-came', line: null })
    expect(piecesOf(rest, 5)).toEqual(piecesOf(begun, 5))
    expect(piecesOf(rest, 13)).toHaveLength(1)
    expect(piecesOf(rest, 1)).toEqual(piecesOf(begun, 1))
    expect(reviewProgress(rest)).toEqual({
      doubtful: reviewProgress(begun).doubtful,
      seen: reviewProgress(begun).doubtful,
    })
  })

  it('[DOC655] blocks are joined, split and of another kind; what is left out comes in only when a person says so', () => {
    const words = (review: Review): string[] => reviewedBlocks(review).map(reviewedWords)
    expect(words(begun).join('\n')).not.toContain('ورقة ورشة القرى')
    const kept = reviewed(begun, { act: 'kind', block: 27, kind: 'paragraph' })
    expect(words(kept).join('\n')).toContain('ورقة ورشة القرى')
    const split = reviewed(begun, { act: 'split', line: 7 })
    expect(split.blocks).toHaveLength(begun.blocks.length + 1)
    const joined = reviewed(split, { act: 'join', block: 7 })
    expect(words(joined)).toEqual(words(begun))
  })

  it('[DOC655] leads from doubtful line to doubtful line and says how many are left', () => {
    let review = begun
    let at: number | null = null
    const visited: number[] = []
    for (;;) {
      at = nextUnseen(review, at)
      if (at === null) break
      visited.push(at)
      review = reviewed(review, { act: 'seen', line: at })
    }
    expect(visited).toEqual(visited.toSorted((one, two) => one - two))
    expect(reviewProgress(review)).toEqual({ doubtful: visited.length, seen: visited.length })
  })
})
