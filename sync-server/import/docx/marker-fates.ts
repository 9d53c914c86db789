import type { ParagraphFormat } from './paragraph-format.ts'
import type { Piece, WordParagraph } from './word-paragraph.ts'
import type { Revision } from './word-revision.ts'

/** What is proposed about one block itself. */
export interface MarkerFate {
  readonly inserted: Revision | null
  readonly deleted: { readonly revision: Revision; readonly isWhole: boolean } | null
  /** Its format as it is now, and as it will be when `revision` is accepted. */
  readonly base: ParagraphFormat
  readonly change: { readonly revision: Revision; readonly to: ParagraphFormat } | null
}

/** A paragraph and its text, tidied. */
export interface Settled {
  readonly paragraph: WordParagraph
  readonly pieces: readonly Piece[]
}

const sameFormat = (one: ParagraphFormat, two: ParagraphFormat): boolean =>
  one === two ||
  (one.kind === two.kind &&
    one.level === two.level &&
    one.list === two.list &&
    one.indent === two.indent &&
    one.align === two.align &&
    one.isRtl === two.isRtl &&
    one.own?.dir === two.own?.dir &&
    one.own?.numbering === two.own?.numbering)

/** Stretches of paragraphs whose marks, but for the last one's, all have a revision: Word makes one paragraph of each. */
const chainsOf = (
  marks: readonly (Revision | null)[],
): readonly { readonly start: number; readonly end: number }[] => {
  const chains: { start: number; end: number }[] = []
  for (let start = 0; start < marks.length; start++) {
    let end = start
    while (end < marks.length - 1 && marks[end] !== null) end++
    if (end > start) chains.push({ start, end })
    start = end
  }
  return chains
}

/**
 * Marks of Word, which end paragraphs, as marks of ours, which lead blocks ([DOC610]). Of paragraphs that would be one
 * without what is proposed one stays: the first with text that stays, else the last. Those in front of it are proposed
 * (or taken away) whole, with their own mark; those behind it by the mark in front of them. In Word the one that is
 * left has the format of the last of them: where that is another, it is a change of format in the same suggestion.
 */
export const markerFates = (settled: readonly Settled[]): readonly MarkerFate[] => {
  const fates = settled.map(({ paragraph: { format, changed } }): Fate => ({
    inserted: null,
    deleted: null,
    base: changed?.before ?? format,
    to: format,
    by: changed?.revision ?? null,
  }))
  insertMarkers(settled, fates)
  deleteMarkers(settled, fates)
  return fates.map(({ inserted, deleted, base, to, by }) => ({
    inserted,
    deleted,
    base,
    change: by === null || sameFormat(base, to) ? null : { revision: by, to },
  }))
}

interface Fate {
  inserted: MarkerFate['inserted']
  deleted: MarkerFate['deleted']
  base: ParagraphFormat
  to: ParagraphFormat
  by: Revision | null
}

const insertMarkers = (settled: readonly Settled[], fates: readonly Fate[]): void => {
  const marks = settled.map(({ paragraph }) => paragraph.markInserted)
  for (const { start, end } of chainsOf(marks)) {
    const stays = stayingIn(settled, start, end, 'inserted')
    const [fate, last] = [fates[stays], fates[end]]
    if (fate !== undefined && last !== undefined && stays < end) {
      fate.base = last.base
      fate.by ??= marks[stays] ?? null
    }
    forOthers(fates, marks, { start, stays, end }, (other, mark) => {
      other.inserted = mark
      other.base = other.to
    })
  }
}

const deleteMarkers = (settled: readonly Settled[], fates: readonly Fate[]): void => {
  const marks = settled.map(({ paragraph }) => paragraph.markDeleted)
  for (const { start, end } of chainsOf(marks)) {
    const stays = stayingIn(settled, start, end, 'deleted')
    const [fate, last] = [fates[stays], fates[end]]
    if (fate !== undefined && last !== undefined && stays < end) {
      fate.to = last.to
      fate.by ??= marks[stays] ?? null
    }
    forOthers(fates, marks, { start, stays, end }, (other, revision, isBefore) => {
      other.deleted = { revision, isWhole: isBefore }
      if (!isBefore) other.to = other.base
    })
  }
}

/** Those in front of the one that stays with the mark at their own end, those behind it with the mark before them. */
const forOthers = (
  fates: readonly Fate[],
  marks: readonly (Revision | null)[],
  { start, stays, end }: { readonly start: number; readonly stays: number; readonly end: number },
  act: (fate: Fate, mark: Revision, isBefore: boolean) => void,
): void => {
  for (let at = start; at <= end; at++) {
    const [fate, mark] = [fates[at], marks[at < stays ? at : at - 1] ?? null]
    if (at !== stays && fate !== undefined && mark !== null) act(fate, mark, at < stays)
  }
}

const stayingIn = (
  settled: readonly Settled[],
  start: number,
  end: number,
  fate: 'inserted' | 'deleted',
): number => {
  for (let at = start; at < end; at++)
    if (settled[at]?.pieces.some((piece) => piece.kind === 'text' && piece[fate] === null) === true) return at
  return end
}
