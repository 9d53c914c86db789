import type { Node } from '@tiptap/pm/model'
import type { TextRange } from '#core/text/find.ts'
import { withEdits, type Proposal, type ProposalKind, type TextEdit } from '#core/text/proposals/proposal.ts'
import type { DocumentLanguage } from '#core/text/language.ts'
import { proposalsFor } from '#core/text/proposals/proposals.ts'

/** A stretch as offsets from the start of a block's content. */
export interface BlockRange {
  readonly from: number
  readonly to: number
}

/** What is written in the place of a stretch. */
export interface BlockEdit extends BlockRange {
  readonly text: string
}

/** A proposal in its block, with the words that it is about. */
export interface BlockFinding {
  readonly kind: ProposalKind
  readonly certainty: Proposal['certainty']
  readonly edits: readonly BlockEdit[]
  /** What is underlined: the word that is spelt otherwise, else what would change. */
  readonly marked: readonly BlockRange[]
  /** The whole words that would change, as they stand and as they would. */
  readonly before: string
  readonly after: string
  /** What stands around them. */
  readonly lead: string
  readonly tail: string
  /** Which one it is of those in its block with the same kind and words, from 0. */
  readonly nth: number
}

/** A stretch of a block without anything that is proposed to go, and where it stands in the block. */
interface Piece {
  readonly start: number
  readonly offset: number
  readonly length: number
}

/** A block as it reads with everything proposed accepted. */
interface BlockText {
  readonly text: string
  readonly pieces: readonly Piece[]
  readonly links: readonly TextRange[]
}

const hasMark = (node: Node, name: string): boolean => node.marks.some(({ type }) => type.name === name)

const textOf = (block: Node): BlockText => {
  const pieces: { start: number; offset: number; length: number }[] = []
  const links: TextRange[] = []
  let text = ''
  block.forEach((node, offset) => {
    if (hasMark(node, 'deletion')) return
    const words = node.text ?? ''
    const last = pieces.at(-1)
    if (last !== undefined && last.offset + last.length === offset) last.length += words.length
    else pieces.push({ start: text.length, offset, length: words.length })
    if (hasMark(node, 'link')) links.push({ start: text.length, end: text.length + words.length })
    text += words
  })
  return { text, pieces, links }
}

/** Edits at their places in the block; null when one lies across something that is proposed to go. */
const placed = (edits: readonly TextEdit[], pieces: readonly Piece[]): readonly BlockEdit[] | null => {
  const found: BlockEdit[] = []
  for (const { start, end, replacement } of edits) {
    const piece = pieces.find((one) => one.start <= start && end <= one.start + one.length)
    if (piece === undefined) return null
    const by = piece.offset - piece.start
    found.push({ from: start + by, to: end + by, text: replacement })
  }
  return found
}

/** Characters of context, and of words that are shown whole. */
const AROUND = 28
const LONGEST = 64

const wordStart = (text: string, index: number): number => {
  let at = index
  while (at > 0 && index - at < AROUND && /\S/u.test(text.charAt(at - 1))) at--
  return at
}

const wordEnd = (text: string, index: number): number => {
  let at = index
  while (at < text.length && at - index < AROUND && /\S/u.test(text.charAt(at))) at++
  return at
}

/** What stands before and behind some words, cut between words where it goes on. */
const leadOf = (text: string, start: number): string =>
  start <= AROUND ? text.slice(0, start) : `…${text.slice(start - AROUND, start).replace(/^\S*\s*/u, '')}`

const tailOf = (text: string, end: number): string =>
  end + AROUND >= text.length ? text.slice(end) : `${text.slice(end, end + AROUND).replace(/\s*\S*$/u, '')}…`

/** The letters of a word around a stretch of it, marks and tatweel included. */
const wordAround = (text: string, start: number, end: number): TextEdit => ({
  start:
    start - (/[\p{L}\p{M}\u0640]*$/u.exec(text.slice(Math.max(0, start - AROUND), start))?.[0].length ?? 0),
  end: end + (/^[\p{L}\p{M}\u0640]*/u.exec(text.slice(end, end + AROUND))?.[0].length ?? 0),
  replacement: '',
})

/** A long quotation by its beginning and its end. */
const shortened = (words: string): string =>
  words.length <= LONGEST ? words : `${words.slice(0, LONGEST / 2)}…${words.slice(-LONGEST / 2)}`

const findingsOf = (block: Node, language: DocumentLanguage): readonly BlockFinding[] => {
  const { text, pieces, links } = textOf(block)
  const counts = new Map<string, number>()
  return proposalsFor(text, links, language).flatMap(
    ({ kind, certainty, edits }): readonly BlockFinding[] => {
      const places = placed(edits, pieces)
      const [first, last] = [edits[0], edits.at(-1)]
      if (places === null || first === undefined || last === undefined) return []
      const word = kind === 'spelling' ? placed([wordAround(text, first.start, last.end)], pieces) : null
      const [start, end] = [wordStart(text, first.start), wordEnd(text, last.end)]
      const words = text.slice(start, end)
      const moved = edits.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
      const same = `${kind} ${words}`
      const nth = counts.get(same) ?? 0
      counts.set(same, nth + 1)
      return [
        {
          kind,
          certainty,
          edits: places,
          marked: word ?? places,
          before: shortened(words),
          after: shortened(withEdits(words, moved)),
          lead: leadOf(text, start),
          tail: tailOf(text, end),
          nth,
        },
      ]
    },
  )
}

interface Read {
  readonly language: DocumentLanguage
  readonly findings: readonly BlockFinding[]
}

/** Blocks are the same objects while nobody changes them: each is read once in one language [UI771]. */
const known = new WeakMap<Node, Read>()

export const findingsOfBlock = (block: Node, language: DocumentLanguage): readonly BlockFinding[] => {
  const before = known.get(block)
  if (before?.language === language) return before.findings
  const findings = findingsOf(block, language)
  known.set(block, { language, findings })
  return findings
}

/** Text and edits of a block for converting its digits, as {@link findingsOfBlock} has them. */
export const editsInBlock = (
  block: Node,
  editsFor: (text: string, kept: readonly TextRange[]) => readonly TextEdit[],
): readonly BlockEdit[] => {
  const { text, pieces, links } = textOf(block)
  return editsFor(text, links).flatMap((edit) => placed([edit], pieces) ?? [])
}
