import * as Y from 'yjs'
import { withFormat, type RawFormats } from '../schema/content.ts'
import { parseSuggestionKey, suggestionKey } from '../schema/formats.ts'
import { suggestionsOn, type Suggestion } from '../suggestions/suggestion.ts'
import type { Deeds } from './deeds.ts'
import type { KnownWork } from './known-work.ts'
import { pendingId } from './late-text.ts'
import { markerMap } from './elements.ts'
import { editAsServer } from './gate-staging.ts'
import { isFresh, type FreshClocks } from './fresh-clocks.ts'
import type { Region } from './regions.ts'
import { insertionAround, wasInside } from './seen-insertions.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'
import { isPastMark, type ToldDeletions } from './told-deletions.ts'

/** The insertions and deletions of others on an element that `member` did not propose. */
const foreignMarks = (formats: RawFormats, member: string): readonly Suggestion[] => {
  const suggestions = suggestionsOn(formats)
  if (suggestions.some(({ kind, by }) => kind === 'insertion' && by === member)) return []
  return suggestions.filter(({ kind, by }) => kind !== 'formatChange' && by !== member)
}

/**
 * Base text that `member` typed where somebody else meanwhile proposed to delete or to insert comes in with that mark on
 * it, by the merge; who sees the mark types a nested proposal [SUG12]. It loses the mark [GAT400]. Not what an undo
 * brought back, which stands in front of what it stands for, and not what brought the mark along, as a move does.
 */
export const repairBledMarks = (
  sequence: Sequence,
  regions: readonly Region[],
  sender: Omit<Sender, 'doc'>,
): void => {
  const slots = [...suspects(regions)].map((block) => sequence.slotOfBlock(block)).filter((slot) => slot >= 0)
  const bled = slots.flatMap((slot) => bledIn(sequence, slot, { doc: sequence.doc, ...sender }))
  if (bled.length === 0) return
  editAsServer(sequence, (edit) => {
    for (const { slot, offset, length, keys } of bled)
      edit.format({ slot, offset }, length, new Map(keys.map((key) => [key, null])))
  })
}

/** The blocks in which such text came. */
const suspects = (regions: readonly Region[]): ReadonlySet<SequenceBlock> => {
  const blocks = new Set<SequenceBlock>()
  for (const { ops } of regions) {
    let block: SequenceBlock | null = null
    for (const op of ops) {
      if (op.kind === 'keep-marker' || op.kind === 'insert-marker') block = op.block
      else if (op.kind === 'insert' && block !== null && suggestionsOn(op.formats).length > 0)
        blocks.add(block)
    }
  }
  return blocks
}

interface Bled {
  readonly slot: number
  readonly offset: number
  readonly length: number
  readonly keys: readonly string[]
}

interface Sender {
  readonly doc: Y.Doc
  readonly member: string
  readonly fresh: FreshClocks
  readonly told: ToldDeletions
  readonly deeds: Deeds
  readonly known: Pick<KnownWork, 'decided' | 'gone'>
}

const bledIn = (sequence: Sequence, slot: number, sender: Sender): readonly Bled[] => {
  const { member, fresh } = sender
  const bled: Bled[] = []
  const block = sequence.block(slot)
  /** Keys that the update itself opened here, and of those opened anywhere the ones that ended since for who wrote it. */
  const brought = new Set<string>()
  const ended = endedInFront(block, sender)
  let formats = block.start
  let offset = 0
  let item = block.item === null ? sequence.text._start : block.item.right
  for (; item !== null; item = item.right) {
    if (item.deleted) {
      // What ended there for its author ends there, whoever took the end away meanwhile.
      const key = brought.size === 0 ? null : endedAt(item, sender)
      if (key !== null && brought.has(key)) ended.add(key)
      continue
    }
    if (markerMap(item) !== null) break
    const { content } = item
    if (content instanceof Y.ContentFormat) {
      formats = withFormat(formats, content.key, content.value)
      ended.delete(content.key)
      if (isFresh(fresh, item.id)) brought.add(content.key)
      else brought.delete(content.key)
    } else if (content instanceof Y.ContentString) {
      if (isFresh(fresh, item.id)) {
        const text = item
        const back = broughtBack(item, sender)
        const saysSight = sender.told.sightOf(text.id) !== null
        const strange = strangeKeys(formats, text, sender, brought)
        const bledOn = [
          ...strange,
          ...foreignMarks(withoutKeys(formats, strange), member).flatMap(({ kind, id }) => {
            const key = suggestionKey(kind, id)
            if (brought.has(key)) return []
            const wasIn = kind === 'insertion' ? wasInside(text, id, sender.told, sender.known) : null
            // Who says what they saw, and knew no mark of it, wrote in none.
            const isBack = (): boolean => !(kind === 'insertion' && saysSight) && back?.(key) === true
            return (wasIn ?? (isOf(key, text, sender) || isBack())) ? [] : [key]
          }),
        ]
        const keys = [...new Set([...bledOn, ...[...ended].filter((key) => formats.has(key))])]
        if (keys.length > 0) bled.push({ slot, offset, length: item.length, keys })
      }
      offset += item.length
    }
  }
  return bled
}

/** The member's own insertions in force there that they did not see: what they typed is in none of them. */
const strangeKeys = (
  formats: RawFormats,
  item: Y.Item,
  sender: Sender,
  brought: ReadonlySet<string>,
): readonly string[] =>
  suggestionsOn(formats)
    .filter(({ kind, by }) => kind === 'insertion' && by === sender.member)
    .filter(({ id }) => !brought.has(suggestionKey('insertion', id)))
    .filter(({ id }) => wasInside(item, id, sender.told, sender.known) === false)
    .filter(() => insertionAround(item, sender.member, sender.told, sender.known)?.author !== sender.member)
    .map(({ id }) => suggestionKey('insertion', id))

const withoutKeys = (formats: RawFormats, keys: readonly string[]): RawFormats =>
  keys.length === 0 ? formats : new Map([...formats].filter(([key]) => !keys.includes(key)))

/** The keys that the update opened in front of a block and that reach into it only because their end went meanwhile. */
const endedInFront = ({ item, start }: SequenceBlock, sender: Sender): Set<string> => {
  const [ended, passed] = [new Set<string>(), new Set<string>()]
  const wanted = new Set<string>(
    suggestionsOn(start).flatMap(({ kind, id }) => (kind === 'insertion' ? [suggestionKey(kind, id)] : [])),
  )
  let near = item?.left ?? null
  for (let steps = 0; near !== null && wanted.size > 0 && steps < MAX_STEPS; near = near.left, steps++) {
    if (near.deleted) {
      const key = endedAt(near, sender)
      if (key !== null) passed.add(key)
    } else if (near.content instanceof Y.ContentFormat && wanted.delete(near.content.key)) {
      const { key } = near.content
      if (isFresh(sender.fresh, near.id) && passed.has(key)) ended.add(key)
    }
  }
  return ended
}

/** The key of the insertion that ended with a deleted item, of one of them, unless who sends it took that away. */
const endedAt = ({ id, length }: Y.Item, { known, fresh, deeds, member }: Sender): string | null => {
  // Yjs joins what it has collected.
  for (let clock = id.clock; clock < id.clock + Math.min(length, MAX_JOINED); clock++) {
    const one = Y.createID(id.client, clock)
    if (isFresh(fresh, one) || deeds.deleterOf(one) === member) continue
    const work = known.decided.workAt(id.client, clock) ?? known.gone.formatAt(one)?.work
    if (work?.part === 'ends') return suggestionKey('insertion', work.id)
  }
  return null
}

/** So far into what was deleted together is looked for ends. */
const MAX_JOINED = 256
/** So far is looked back for what opened a mark. */
const MAX_STEPS = 10_000

/**
 * Does it stand beside something that went and belonged to this insertion? Who knew of its letters knew of the mark in
 * front of them: it is what their move or their undo put back there, whoever took the letters away. Not in front of a
 * letter that stands: there no undo puts anything, and who saw the mark proposed what they wrote [SUG12].
 */
const isOf = (key: string, item: Y.Item, sender: Sender): boolean => {
  const { known, doc, member, deeds } = sender
  const { origin, rightOrigin } = item
  if (rightOrigin !== null) {
    const { deleted, content } = Y.getItem(doc.store, rightOrigin)
    if (!deleted && content instanceof Y.ContentString) return false
  }
  const workAt = (id: Y.ID) => known.decided.workAt(id.client, id.clock) ?? known.gone.at(id)
  const past = { ...sender, decided: known.decided }
  if (isPastMark(item, past, (id) => workAt(id) !== null || deeds.deleterOf(id) === member)) return false
  return [origin, rightOrigin].some((id) => {
    if (id === null || !Y.getItem(doc.store, id).deleted) return false
    const work = workAt(id)
    if (work?.part !== 'items') return false
    if (wasInside(item, work.id, sender.told, known) === false) return false
    // Late text bears the new name already.
    const names = [work.id, pendingId(known.decided, work.id, { member, mayWrite: true })]
    return names.some((name) => suggestionKey('insertion', name) === key)
  })
}

/**
 * Of what stands in front of something deleted, as what an undo brings back does, that nobody else deleted: may it bear
 * this mark? It bears no insertion if what it stands for stood in none. Null of anything else.
 */
const broughtBack = (
  { rightOrigin }: Y.Item,
  { doc, member, deeds, known }: Sender,
): ((key: string) => boolean) | null => {
  if (rightOrigin === null || !Y.getItem(doc.store, rightOrigin).deleted) return null
  if ((deeds.deleterOf(rightOrigin) ?? member) !== member) return null
  const isBase = known.gone.wasBase(rightOrigin)
  return (key) => !isBase || parseSuggestionKey(key)?.kind !== 'insertion'
}
