import type { RawFormats } from '../schema/content.ts'
import { parseSuggestionKey, suggestionKey } from '../schema/formats.ts'
import { readSuggestion, suggestionsOn } from '../suggestions/suggestion.ts'
import { editAsServer } from './gate-staging.ts'
import type { SuggestionNotes } from './judge.ts'
import type { Region } from './regions.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'
import { addRange, type ItemRange } from './item-range.ts'
import type { WorkPart } from './suggested-items.ts'
import { standingSuggestions } from './standing-suggestions.ts'

/** An insertion that is or was decided, as what is typed on in it would bear it. */
export interface DecidedWork {
  readonly id: string
  readonly author: string
  readonly at: number
  /** What the item was of it. */
  readonly part: WorkPart
}

/** What the server knows of ids that are decided: pending ones are none of them. */
export interface DecidedIds {
  readonly isEmpty: boolean
  /** How a suggestion was decided; null while it is not. `deleted`: a direct writer took all of it away. */
  stateOf(id: string): {
    readonly verdict: 'accept' | 'reject' | 'withdraw'
    readonly reason: 'decided' | 'closed' | 'deleted'
    readonly by: string
  } | null
  /** The insertion to which an item of the text belongs or belonged; pending again, where its decision was undone. */
  workAt(client: number, clock: number): DecidedWork | null
  /** The id under which late work of a decided suggestion is pending: the same one every time. */
  replacementOf(id: string): string
}

const NO_NOTES: SuggestionNotes = { renamed: [], deleted: [], returned: [] }

interface Sender {
  readonly member: string
  readonly mayWrite: boolean
}

/** Where an update and the repairs after it changed the text. */
interface Changed {
  readonly regions: readonly Region[]
  readonly repaired: ReadonlySet<SequenceBlock>
}

/**
 * What stands under a decided id after an update is late work of it: it becomes a pending suggestion under the
 * replacement id, never base text [SUG404]. In one transaction of the server, or in none; `seen` hears of every
 * mark as it stands then. Only who deleted a suggestion brings it back as it was [SUG405].
 */
export const settleSuggestions = (
  sequence: Sequence,
  { regions, repaired }: Changed,
  { member, mayWrite }: Sender,
  decided: DecidedIds,
  seen: (formats: RawFormats) => void,
): SuggestionNotes | null => {
  const gone = mayWrite ? deletedSuggestions(sequence, regions, member) : NO_NOTES.deleted
  if (decided.isEmpty) return gone.length === 0 ? null : { ...NO_NOTES, deleted: gone }
  const late = new Map<string, { readonly to: string; readonly author: string }>()
  const returned = new Set<string>()
  const changesOf = (formats: RawFormats): ReadonlyMap<string, unknown> | null => {
    let changes: Map<string, unknown> | null = null
    for (const [key, value] of formats) {
      const suggestion = readSuggestion(key, value)
      const state = suggestion === null ? null : decided.stateOf(suggestion.id)
      if (suggestion === null || state === null) continue
      if (state.reason === 'deleted' && state.by === member) {
        returned.add(suggestion.id)
        continue
      }
      const to = decided.replacementOf(suggestion.id)
      late.set(suggestion.id, { to, author: suggestion.by })
      changes ??= new Map()
      changes.set(key, null).set(suggestionKey(suggestion.kind, to), value)
      seen(new Map([[suggestionKey(suggestion.kind, to), value]]))
    }
    return changes
  }
  // A repair may give a block back that bore a mark of what was decided since.
  const blocks = new Set([...blocksWith(regions, (id) => decided.stateOf(id) !== null), ...repaired])
  const steps = [...blocks].flatMap((block) => {
    const slot = sequence.slotOfBlock(block)
    return slot < 0 ? [] : [{ slot, changes: lateChanges(sequence, slot, changesOf) }]
  })
  if (late.size > 0)
    editAsServer(sequence, (edit) => {
      for (const { slot, changes } of steps) {
        if (changes.marker !== null) edit.setMarker(slot, changes.marker)
        for (const { offset, length, keys } of changes.runs) edit.format({ slot, offset }, length, keys)
      }
    })
  // Late work may have come under the very id whose last piece went.
  const names = new Set([...late.values()].map(({ to }) => to))
  const deleted = gone.filter(({ id }) => !names.has(id))
  if (late.size === 0 && deleted.length === 0 && returned.size === 0) return null
  return {
    renamed: [...late].map(([from, { to, author }]) => ({ from, to, author })),
    deleted,
    returned: [...returned],
  }
}

type Keys = ReadonlyMap<string, unknown>

interface LateChanges {
  readonly marker: Keys | null
  readonly runs: readonly { readonly offset: number; readonly length: number; readonly keys: Keys }[]
}

const lateChanges = (
  sequence: Sequence,
  slot: number,
  changesOf: (formats: RawFormats) => Keys | null,
): LateChanges => {
  let offset = 0
  const runs = sequence.runs(slot).flatMap(({ text, formats }) => {
    const keys = changesOf(formats)
    const start = offset
    offset += text.length
    return keys === null ? [] : [{ offset: start, length: text.length, keys }]
  })
  return { marker: changesOf(sequence.block(slot).marker.formats), runs }
}

const hasId = (formats: RawFormats, isWanted: (id: string) => boolean): boolean => {
  for (const key of formats.keys()) {
    const parsed = parseSuggestionKey(key)
    if (parsed !== null && isWanted(parsed.id)) return true
  }
  return false
}

/** The blocks of the regions in which such an id stands now. */
const blocksWith = (
  regions: readonly Region[],
  isWanted: (id: string) => boolean,
): ReadonlySet<SequenceBlock> => {
  const blocks = new Set<SequenceBlock>()
  for (const { ops } of regions) {
    let block: SequenceBlock | null = null
    for (const op of ops) {
      let formats: RawFormats | null = null
      if (op.kind === 'keep-marker' || op.kind === 'insert-marker') {
        block = op.block
        formats = op.kind === 'keep-marker' ? op.after.formats : op.marker.formats
      } else if (op.kind === 'keep') formats = op.after
      else if (op.kind === 'insert') formats = op.formats
      if (block !== null && formats !== null && hasId(formats, isWanted)) blocks.add(block)
    }
  }
  return blocks
}

/** A suggestion of which a direct writer took something away, and what they took of what it inserted. */
interface Gone {
  readonly author: string
  readonly at: number
  readonly items: ItemRange[]
  readonly markers: ItemRange[]
}

/** The suggestions of others that stood on what went, and stand nowhere any more. */
const deletedSuggestions = (
  sequence: Sequence,
  regions: readonly Region[],
  member: string,
): SuggestionNotes['deleted'] => {
  const gone = new Map<string, Gone>()
  for (const { ops } of regions)
    for (const op of ops)
      if (op.kind === 'delete' || op.kind === 'delete-marker')
        for (const { id, by, at, kind } of suggestionsOn(
          op.kind === 'delete' ? op.formats : op.marker.formats,
        )) {
          if (by === member) continue
          const one = gone.get(id) ?? { author: by, at, items: [], markers: [] }
          gone.set(id, one)
          if (kind !== 'insertion') continue
          if (op.kind === 'delete') {
            for (const [client, clock, length] of op.items) addRange(one.items, { client, clock }, length)
          } else if (op.block.item !== null) addRange(one.markers, op.block.item.id, 1)
        }
  if (gone.size === 0) return []
  // Most of the time the rest of it is in the same block: no need to look through the whole text.
  for (const id of gone.keys()) if (blocksWith(regions, (one) => one === id).size > 0) gone.delete(id)
  if (gone.size === 0) return []
  const standing = standingSuggestions(sequence, new Set(gone.keys()))
  return [...gone]
    .filter(([id]) => !standing.has(id))
    .map(([id, { author, at, items, markers }]) =>
      items.length + markers.length === 0 ? { id, author } : { id, author, work: { at, items, markers } },
    )
}
