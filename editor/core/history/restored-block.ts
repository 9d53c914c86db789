import { NO_FORMATS, sameFormatValue, withFormat, type RawFormats, type Run } from '../schema/content.ts'
import { parseSuggestionKey } from '../schema/formats.ts'
import { ownerOf } from '../suggestions/suggestion.ts'
import { alignTexts } from './aligned-text.ts'

/** What stands in a block and the proposed blocks behind it, up to the next block of the text as agreed: its pieces in order. */
export type StandingPiece =
  | { readonly kind: 'text'; readonly text: string; readonly formats: RawFormats }
  /** The marker of a proposed block. */
  | { readonly kind: 'marker' }

/** What becomes of a piece, or what comes in front of the next one. */
export type RestoredPiece =
  /** `length` characters of the piece `index`, from `offset`; `changes` are formats to set, null to take off. */
  | {
      readonly kind: 'keep'
      readonly index: number
      readonly offset: number
      readonly length: number
      readonly changes: ReadonlyMap<string, unknown>
    }
  | { readonly kind: 'keep-marker'; readonly index: number }
  | { readonly kind: 'gone'; readonly index: number; readonly offset: number; readonly length: number }
  | { readonly kind: 'gone-marker'; readonly index: number }
  | { readonly kind: 'come'; readonly text: string; readonly formats: RawFormats }

/**
 * What lets a block read as `target` does when everything proposed is left out, with as little change as there can
 * be [DOC541]: what the two have in common stays, with the suggestions on it; what is proposed in the middle of what
 * goes, goes along. In the order of the pieces.
 */
export const restoredBlock = (
  pieces: readonly StandingPiece[],
  target: readonly Run[],
): readonly RestoredPiece[] => {
  const base = pieces.flatMap((piece) => (isBase(piece) ? [piece.text] : [])).join('')
  const wanted = target.map(({ text }) => text).join('')
  const stretches = alignTexts(base, wanted)
  const restored: RestoredPiece[] = []
  const targets = new TargetRuns(target)
  /** Characters of the base that are passed, and of the target that are told. */
  let [at, told] = [0, 0]
  let next = 0
  const come = (upTo: number): void => {
    for (const run of targets.between(told, upTo)) restored.push({ kind: 'come', ...run })
    told = Math.max(told, upTo)
  }
  /** Where in the target the base stands at `at`, if it stands in both. */
  const stretchAt = (): (typeof stretches)[number] | undefined => {
    while (next < stretches.length && at >= endOf(stretches[next])) next++
    return stretches[next]
  }
  pieces.forEach((piece, index) => {
    if (piece.kind === 'marker' || !isBase(piece)) {
      const isKept = keepsProposal(stretches, at, base.length)
      restored.push(proposedPiece(piece, index, isKept))
      return
    }
    const end = at + piece.text.length
    const start = at
    while (at < end) {
      const stretch = stretchAt()
      if (stretch === undefined || stretch.before >= end) {
        restored.push({ kind: 'gone', index, offset: at - start, length: end - at })
        at = end
        break
      }
      if (stretch.before > at) {
        restored.push({ kind: 'gone', index, offset: at - start, length: stretch.before - at })
        at = stretch.before
      }
      const wantedAt = stretch.after + (at - stretch.before)
      come(wantedAt)
      const length = Math.min(end, endOf(stretch)) - at
      for (const run of targets.between(wantedAt, wantedAt + length)) {
        const changes = styleChanges(piece.formats, run.formats)
        restored.push({ kind: 'keep', index, offset: at - start, length: run.text.length, changes })
        at += run.text.length
      }
      told = wantedAt + length
    }
  })
  come(wanted.length)
  return restored
}

const proposedPiece = (piece: StandingPiece, index: number, isKept: boolean): RestoredPiece => {
  if (piece.kind === 'marker') return { kind: isKept ? 'keep-marker' : 'gone-marker', index }
  const { length } = piece.text
  return isKept
    ? { kind: 'keep', index, offset: 0, length, changes: NO_FORMATS }
    : { kind: 'gone', index, offset: 0, length }
}

type TextPiece = Extract<StandingPiece, { kind: 'text' }>

const isBase = (piece: StandingPiece): piece is TextPiece =>
  piece.kind === 'text' && ownerOf(piece.formats) === null

const endOf = (stretch: { readonly before: number; readonly length: number } | undefined): number =>
  stretch === undefined ? 0 : stretch.before + stretch.length

/** Does what is proposed at this place stand beside something that stays, or at an end of the block? */
const keepsProposal = (
  stretches: readonly { readonly before: number; readonly length: number }[],
  at: number,
  length: number,
): boolean =>
  at === 0 ||
  at === length ||
  stretches.some((stretch) => stretch.before <= at && at <= stretch.before + stretch.length)

/** The styles in which a character has to be other than it is; suggestions stay. */
const styleChanges = (now: RawFormats, wanted: RawFormats): ReadonlyMap<string, unknown> => {
  const changes = new Map<string, unknown>()
  for (const [key] of now) if (!isSuggestion(key) && !wanted.has(key)) changes.set(key, null)
  for (const [key, value] of wanted)
    if (!isSuggestion(key) && !sameFormatValue(now.get(key), value)) changes.set(key, value)
  return changes
}

const isSuggestion = (key: string): boolean => parseSuggestionKey(key) !== null

/** Formats after some changes. */
export const changedFormats = (formats: RawFormats, changes: ReadonlyMap<string, unknown>): RawFormats => {
  let changed = formats
  for (const [key, value] of changes) changed = withFormat(changed, key, value)
  return changed
}

/** Reads runs by places of their whole text, in rising order. */
class TargetRuns {
  readonly #runs: readonly { readonly start: number; readonly run: Run }[]

  constructor(runs: readonly Run[]) {
    let start = 0
    this.#runs = runs.map((run) => {
      const placed = { start, run }
      start += run.text.length
      return placed
    })
  }

  /** The runs from `from` to `to`, cut at both ends. */
  between(from: number, to: number): readonly Run[] {
    return this.#runs.flatMap(({ start, run }) => {
      const text = run.text.slice(Math.max(0, from - start), Math.max(0, to - start))
      return text === '' ? [] : [{ text, formats: run.formats }]
    })
  }
}
