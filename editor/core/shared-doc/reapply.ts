import type * as Y from 'yjs'
import type { RawFormats } from '../schema/content.ts'
import type { SequenceElement } from '../suggestions/element.ts'
import { propose } from '../suggestions/propose.ts'
import type { Act } from '../suggestions/propose-change.ts'
import { suggestionsOn } from '../suggestions/suggestion.ts'
import { contentOf } from './elements.ts'
import { firstNew, goneOf, hunksOf, wordsOf, type Hunk } from './fork-hunks.ts'
import { forkPieces, type ChangedPiece } from './fork-pieces.ts'
import { ForkPlaces, placeByContext } from './fork-places.ts'
import { lockedBlocks } from './gate-locks.ts'
import type { LockedRange } from '../locks/section-lock.ts'
import type { LockedBlocks } from '../locks/touches-locked.ts'
import { editSequence, type SequencePosition } from './sequence-edit.ts'
import { leadRepair } from './repair-lead.ts'
import type { SequenceBlock } from './sequence-block.ts'
import { Sequence } from './sequence.ts'
import { readBlocks } from './whole-text.ts'
import { writeProposalSteps, type PlacedOld } from './write-proposal-steps.ts'

/** Whose refused work comes back, and in what name. */
export interface Reapplier {
  readonly member: string
  /** Between the member id and the number in every id that is made here; never used for other work. */
  readonly session: string
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number
  readonly locks: readonly LockedRange[]
  readonly newBid: () => string
}

/** A document with refused work in it, as updates. */
export interface Fork {
  readonly state: Uint8Array
  readonly base: Uint8Array | null
}

/** A change that found no place in the text. */
export interface Unplaced {
  /** `locked`: its section is locked. `gone`: what stood around it is not there any more. */
  readonly why: 'locked' | 'gone'
  /** What was written; paragraphs begin with a line break. */
  readonly words: string
  /** What was to go. Both are empty for a change of form. */
  readonly gone: string
}

export interface Reapplied {
  /** Ids of the suggestions that the work came back as, in text order. */
  readonly suggestions: readonly string[]
  readonly unplaced: readonly Unplaced[]
}

/**
 * Brings work that the server refused back as suggestions of its author [SUG440]. Nothing else changes: the text with
 * everything of theirs rejected stays as it was [SUG4], and each word of the work is afterwards in the text once, as
 * their suggestion, or among what found no place [SUG441].
 *
 * What is new in the fork is told by Yjs's identities, so what the server had of it already does not come twice. It
 * goes to where it was written as long as anything of its surroundings stands there (the letter in front of it or
 * behind it, its block); a block that was moved meanwhile is found by its bid and by the text around the place.
 *
 * @param doc the text as the server has it; it is changed under `origin`.
 * @param fork the whole state of the forked document, or any updates that build on `doc`, as one update; with `base`
 * its state before it heard what others did meanwhile, by which places are known whose surroundings are gone.
 */
export const reapply = (doc: Y.Doc, fork: Fork, by: Reapplier, origin: unknown): Reapplied => {
  const sequence = new Sequence(contentOf(doc))
  const places = new ForkPlaces(fork.state, fork.base, sequence)
  try {
    return new Reapplication(sequence, places, by, origin).run(
      hunksOf(forkPieces(sequence, fork.state, by.member), (one, two) => places.areNeighbours(one, two)),
    )
  } finally {
    places.destroy()
    sequence.destroy()
  }
}

/**
 * Was this work brought back before? Something of it stands in the text. What tells work apart is the member and the
 * session.
 */
export const standsReapplied = (doc: Y.Doc, by: Pick<Reapplier, 'member' | 'session'>): boolean => {
  const prefix = idPrefix(by)
  const isOfIt = (formats: RawFormats): boolean =>
    suggestionsOn(formats).some(({ id }) => id.startsWith(prefix))
  return readBlocks(contentOf(doc)).some(
    (block) => isOfIt(block.formats) || block.runs.some(({ formats }) => isOfIt(formats)),
  )
}

/** What the ids of all suggestions begin with that one piece of refused work comes back as. */
export const idPrefix = ({ member, session }: Pick<Reapplier, 'member' | 'session'>): string =>
  `${member}-${session}-`

class Reapplication {
  private readonly suggestions: string[] = []
  private readonly unplaced: Unplaced[] = []
  private readonly sequence: Sequence
  private readonly places: ForkPlaces
  private readonly by: Reapplier
  private readonly origin: unknown

  constructor(sequence: Sequence, places: ForkPlaces, by: Reapplier, origin: unknown) {
    this.sequence = sequence
    this.places = places
    this.by = by
    this.origin = origin
  }

  run(hunks: readonly Hunk[]): Reapplied {
    const hadNoLead = this.sequence.virtual
    const at = Math.max(this.by.at, ...hunks.map(answeredTime))
    const surroundings = hunks.map((hunk) => this.surroundingsOf(hunk))
    const locked = lockedBlocks(this.sequence, this.by.locks)
    const stay = hunks.filter((_, index) => surroundings[index] === null)
    const reachable = stay.filter((hunk) => !this.isLocked(hunk, locked))
    if (reachable.length > 0)
      editSequence(this.sequence, this.origin, (edit) => {
        for (const hunk of reachable.toReversed()) {
          const before = hunk.pieces.flatMap(placedOld)
          const end = endOf(hunk)
          // They move nothing, so the places stay true.
          writeProposalSteps(edit, withdrawals(hunk), before, end, this.by.newBid)
          writeProposalSteps(edit, stepsOf(hunk, this.actOf(hunk, at)), before, end, this.by.newBid)
        }
      })
    for (const hunk of stay) {
      if (reachable.includes(hunk)) this.noteId(hunk)
      else this.miss(hunk, 'locked')
    }
    hunks.forEach((hunk, index) => {
      const around = surroundings[index] ?? null
      if (around !== null) this.putByContext(hunk, placeByContext(this.sequence, around), at)
    })
    if (!hadNoLead) this.lead()
    return { suggestions: this.suggestions, unplaced: this.unplaced }
  }

  /** Text whose block is gone and that came to the head of the text gets a proposed block, as the server would set it. */
  private lead(): void {
    if (this.sequence.virtual)
      editSequence(this.sequence, this.origin, leadRepair(this.sequence, this.by.newBid))
  }

  /** Null for what stays at its place: what is about standing text, and new text with standing surroundings. */
  private surroundingsOf(hunk: Hunk): ReturnType<ForkPlaces['around']> | null {
    const [first] = hunk.pieces
    const isNew = hunk.pieces.every(({ old }) => old === null)
    // A block of its own stands between any two others.
    if (!isNew || first?.now?.kind === 'marker') return null
    const id = firstNew(hunk)
    const around = id === null ? null : this.places.around(id)
    return around?.stands === true ? null : around
  }

  private putByContext(hunk: Hunk, place: SequencePosition | null, at: number): void {
    if (place === null) {
      this.miss(hunk, 'gone')
      return
    }
    const { slot } = place
    if (lockedBlocks(this.sequence, this.by.locks).all.has(this.sequence.block(slot))) {
      this.miss(hunk, 'locked')
      return
    }
    const [previous, next] = neighboursAt(this.sequence, place)
    const moved: Hunk = { ...hunk, previous, next }
    const time = Math.max(at, answeredTime(moved))
    editSequence(this.sequence, this.origin, (edit) => {
      writeProposalSteps(edit, stepsOf(moved, this.actOf(moved, time)), [], place, this.by.newBid)
    })
    this.noteId(hunk)
  }

  private isLocked(hunk: Hunk, { all, inner }: LockedBlocks<SequenceBlock>): boolean {
    if (all.size === 0) return false
    return hunk.pieces.some(({ old, now, place: { slot, offset } }, index) => {
      if (old?.kind === 'marker') return all.has(this.sequence.block(slot + 1))
      const block = this.sequence.block(slot)
      if (!all.has(block)) return false
      const isBehind = old === null && offset === block.length && hunk.pieces[0]?.now?.kind === 'marker'
      return !(isBehind && !inner.has(block) && (index > 0 || now?.kind === 'marker'))
    })
  }

  private idOf({ act }: Hunk): string {
    return `${idPrefix(this.by)}${act.toString(36)}`
  }

  private actOf(hunk: Hunk, at: number): Act {
    return { member: this.by.member, id: this.idOf(hunk), at }
  }

  private noteId(hunk: Hunk): void {
    const id = this.idOf(hunk)
    if (!this.suggestions.includes(id)) this.suggestions.push(id)
  }

  private miss(hunk: Hunk, why: Unplaced['why']): void {
    this.unplaced.push({ why, words: wordsOf(hunk), gone: goneOf(hunk) })
  }
}

const placedOld = ({ old, place }: ChangedPiece): PlacedOld[] =>
  old === null ? [] : [{ element: old, place }]

/** The place behind the last standing element of a hunk; where it is when there is none. */
const endOf = ({ pieces }: Hunk): SequencePosition => {
  const last = pieces.at(-1)
  if (last === undefined) return { slot: 0, offset: 0 }
  const { old, place } = last
  if (old === null) return place
  return old.kind === 'marker'
    ? { slot: place.slot + 1, offset: 0 }
    : { slot: place.slot, offset: place.offset + old.text.length }
}

const stepsOf = ({ pieces, previous, next }: Hunk, act: Act): ReturnType<typeof propose>['steps'] => {
  const after = pieces.filter(({ now }) => now !== null)
  const edit = {
    before: pieces.flatMap(({ old }) => (old === null ? [] : [old])),
    after: after.flatMap(({ now }) => (now === null ? [] : [now])),
    previous,
    next,
    asked: new Map(after.map(({ asked }, index) => [index, asked])),
  }
  return propose(edit, act).steps
}

const withdrawals = ({ pieces }: Hunk): ReturnType<typeof propose>['steps'] =>
  pieces
    .filter(({ old }) => old !== null)
    .map(({ withdrawn }, index) => ({ op: 'format' as const, index, changes: withdrawn }))
    .filter(({ changes }) => changes.size > 0)
    .toReversed()

/** One more than the latest time of what a hunk may have to answer: all of one act bears one time. */
const answeredTime = ({ pieces, previous, next }: Hunk): number => {
  let latest = -1
  for (const element of [previous, next, ...pieces.map(({ old }) => old)])
    for (const { at } of element === null ? [] : suggestionsOn(element.formats)) latest = Math.max(latest, at)
  return latest + 1
}

const neighboursAt = (
  sequence: Sequence,
  { slot, offset }: SequencePosition,
): [SequenceElement | null, SequenceElement | null] => {
  const letters = sequence
    .runs(slot)
    .flatMap(({ text, formats }) =>
      Array.from(text, (letter) => ({ kind: 'text' as const, text: letter, formats })),
    )
  const marker = (at: number): SequenceElement | null => {
    if (at < 1 || at >= sequence.slots) return null
    const { entries, formats } = sequence.block(at).marker
    return { kind: 'marker', attrs: new Map(entries), formats }
  }
  let before: SequenceElement | null = marker(slot)
  let passed = 0
  for (const letter of letters) {
    if (passed >= offset) return [before, letter]
    passed += letter.text.length
    before = letter
  }
  return [before, marker(slot + 1)]
}
