import type { WordPiece } from '#core/text/word-diff.ts'

/** Characters of what is the same that are shown on either side of a difference. */
const AROUND = 60

/** Characters that nobody sees: named, since one of them may be all that differs. */
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu

const named = (text: string): string =>
  text.replace(
    UNSEEN,
    (sign) => `⟨U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  )

/** The end of a text from a word on. */
const tail = (text: string): string => {
  const end = text.slice(-AROUND)
  const word = end.search(/\s/u)
  return `…${word === -1 ? end : end.slice(word)}`
}

const head = (text: string): string => {
  const start = text.slice(0, AROUND)
  const word = start.search(/\s\S*$/u)
  return `${word === -1 ? start : start.slice(0, word + 1)}…`
}

const isLong = (text: string): boolean => text.length > 2 * AROUND + 20

/** Differences with what stands around them: long stretches of the same are left out, unseen characters named. */
export const shownPieces = (pieces: readonly WordPiece[]): readonly WordPiece[] =>
  pieces.map(({ kind, text }, index) => {
    if (kind !== 'same') return { kind, text: named(text) }
    if (!isLong(text)) return { kind, text }
    const before = index === 0 ? '' : head(text)
    const after = index === pieces.length - 1 ? '' : tail(text)
    return { kind, text: before + (before === '' ? after : after.slice(1)) }
  })
