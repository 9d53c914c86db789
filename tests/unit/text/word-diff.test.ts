import { describe, expect, it } from 'vitest'
import { diffWords, type WordPiece } from '#core/text/word-diff.ts'
import { OF_WORD } from '#core/text/words.ts'
import { seededRandom, seeds } from '../../support/seeded-random.ts'

const side = (pieces: readonly WordPiece[], drop: WordPiece['kind']): string =>
  pieces.map(({ kind, text }) => (kind === drop ? '' : text)).join('')

const shown = (pieces: readonly WordPiece[]): string =>
  pieces.map(({ kind, text }) => ({ same: text, gone: `[-${text}-]`, come: `{+${text}+}` })[kind]).join('')

describe('words of two versions', () => {
  it.each([
    ['', '', ''],
    ['', 'جديد', '{+جديد+}'],
    ['قديم', '', '[-قديم-]'],
    ['وقف إطلاق النار', 'وقف إطلاق النار', 'وقف إطلاق النار'],
    ['وقف إطلاق النار', 'وقف فوري إطلاق النار', 'وقف {+فوري +}إطلاق النار'],
    ['وقف إطلاق النار', 'وقف النار', 'وقف [-إطلاق -]النار'],
    ['دولة مدنية، ديمقراطية.', 'دولة مدنية وديمقراطية.', 'دولة مدنية[-، ديمقراطية-]{+ وديمقراطية+}.'],
    ['كتب الولد', 'كتبت الولد', '[-كتب-]{+كتبت+} الولد'],
    // Harakat are of the word.
    ['عَلَم أحمر', 'عِلْم أحمر', '[-عَلَم-]{+عِلْم+} أحمر'],
    // One change where only a blank stands between two.
    ['نص ألف باء هنا', 'نص جيم دال هنا', 'نص [-ألف باء-]{+جيم دال+} هنا'],
    ['article 12, page 3', 'article 13, page 3', 'article [-12-]{+13+}, page 3'],
    ['a b c d e', 'a x c y e', 'a [-b-]{+x+} c [-d-]{+y+} e'],
  ])('[DIR500] «%s» → «%s»', (before, after, expected) => {
    expect(shown(diffWords(before, after))).toBe(expected)
  })

  it('[DIR500] both versions come out of the pieces, no word is told in part, nothing is told twice', () => {
    for (const seed of seeds(300, 20_000)) {
      const random = seededRandom(seed)
      const words = ['من', 'إلى', 'السلام', 'لُبنان', 'كـتاب', 'x1', '2026', 'می‌شود']
      const gaps = [' ', '، ', '  ', '\n', ' — ']
      const make = (): string =>
        Array.from({ length: random.below(12) }, () => random.pick(words) + random.pick(gaps)).join('')
      const [before, after] = [make(), make()]
      const pieces = diffWords(before, after)
      expect(side(pieces, 'come')).toBe(before)
      expect(side(pieces, 'gone')).toBe(after)
      let last: WordPiece | null = null
      for (const piece of pieces) {
        expect(piece.text).not.toBe('')
        expect(piece.kind).not.toBe(last?.kind)
        const [ending, beginning] = [last?.text.at(-1) ?? '', piece.text.at(0) ?? '']
        const inOneVersion = last?.kind === 'same' || piece.kind === 'same'
        if (inOneVersion) expect(OF_WORD.test(ending) && OF_WORD.test(beginning)).toBe(false)
        last = piece
      }
    }
  })

  it('[DIR500] tells of exactly the words that were written over, however often words come again', () => {
    for (const seed of seeds(100, 5_000)) {
      const random = seededRandom(seed)
      const words = Array.from({ length: 40 }, () => random.pick(['ألف', 'باء', 'جيم', 'دال']))
      const changed = new Set([random.below(12), 14 + random.below(12), 28 + random.below(12)])
      const after = words.map((word, index) => (changed.has(index) ? `جديد${index}` : word))
      const pieces = diffWords(words.join(' '), after.join(' '))
      const told = [...changed].map((index) => `جديد${index}`)
      expect(pieces.flatMap(({ kind, text }) => (kind === 'come' ? [text] : []))).toEqual(told)
      const gone = [...changed].map((index) => words[index])
      expect(pieces.flatMap(({ kind, text }) => (kind === 'gone' ? [text] : []))).toEqual(gone)
    }
  })

  it('[DIR500] two texts with nothing in common, however long, are told as one that went and one that came', () => {
    const one = Array.from({ length: 30_000 }, (_, index) => `ا${index}`).join(' ')
    const two = Array.from({ length: 30_000 }, (_, index) => `ب${index}`).join(' ')
    expect(diffWords(one, two)).toEqual([
      { kind: 'gone', text: one },
      { kind: 'come', text: two },
    ])
  })
})
