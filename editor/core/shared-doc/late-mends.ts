import * as Y from 'yjs'
import { BLOCK_ATTR_NAMES } from '../schema/block.ts'
import { sameFormatValue, withFormat, type RawFormats } from '../schema/content.ts'
import { parseSuggestionKey, STYLE_KEYS, suggestionKey } from '../schema/formats.ts'
import { ownerOf, readSuggestion } from '../suggestions/suggestion.ts'
import type { SuggestionNotes } from './judge.ts'
import type { DecidedWork } from './late-ids.ts'
import type { KnownWork } from './known-work.ts'
import { pendingId } from './late-text.ts'
import { markerMap } from './elements.ts'
import type { Region, RegionOp } from './regions.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { SequenceEdit } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'

/** What sets right what a suggester did without knowing of what others did, and the ids that are new by it. */
export interface Mending {
  /** To be run from the last to the first. */
  readonly steps: readonly ((edit: SequenceEdit) => void)[]
  readonly renamed: SuggestionNotes['renamed']
}

type Changes = Map<string, unknown>

/**
 * What makes of a suggester's update, which changes what is not theirs, one that does not; null when that is not to be
 * had. Of what was theirs when they wrote, and was accepted meanwhile: what they deleted comes back as a proposal to
 * delete it, and what they made of its looks is proposed [SUG412]. `isBlind`: the update was written on another text
 * than it comes into; then what stands and changed only its formats by that gets them back [GAT402].
 */
export const mendingOf = (
  sequence: Sequence,
  regions: readonly Region[],
  member: string,
  known: KnownWork,
  isBlind: boolean,
): Mending | null => {
  const steps: ((edit: SequenceEdit) => void)[] = []
  const renamed = new Map<string, SuggestionNotes['renamed'][number]>()
  const isOwn = (formats: RawFormats): boolean => ownerOf(formats)?.by === member
  /** The key of the proposal that a change of accepted work is, and its value; null when it was none of theirs. */
  const proposalOf = (
    id: Y.ID,
    kind: 'deletion' | 'formatChange',
  ): { readonly key: string; readonly value: { readonly by: string; readonly at: number } } | null => {
    const work: DecidedWork | null = known.decided.workAt(id.client, id.clock)
    if (work?.author !== member) return null
    const to = pendingId(known.decided, work.id, { member, mayWrite: false })
    if (to !== work.id) renamed.set(work.id, { from: work.id, to, author: member })
    return { key: suggestionKey(kind, to), value: { by: member, at: work.at } }
  }
  for (const { ops } of regions) {
    let block: SequenceBlock | null = null
    let offset = 0
    for (const [index, op] of ops.entries()) {
      const place = { block, offset }
      switch (op.kind) {
        case 'insert':
          if (!isOwn(op.formats)) return null
          offset += op.text.length
          break
        case 'insert-marker':
          if (!isOwn(op.marker.formats)) return null
          block = op.block
          offset = 0
          break
        case 'foreign':
          return null
        case 'keep-marker': {
          block = op.block
          offset = 0
          if (block.item === null) break
          const before = op.before.entries
          const changes = changesBack(before, op.after.entries, member)
          if (changes.size === 0) break
          const attrs = [...changes].filter(([key]) => BLOCK_ATTR_NAMES.some((name) => name === key))
          if (attrs.length > 0) {
            const proposal = proposalOf(block.item.id, 'formatChange')
            if (proposal === null) return null
            const set = Object.fromEntries(attrs.map(([key]) => [key, op.after.entries.get(key) ?? null]))
            changes.set(proposal.key, { ...proposal.value, set: JSON.stringify(set) })
          } else if (!isBlind) return null
          const { block: kept } = op
          steps.push((edit) => edit.setMarker(sequence.slotOfBlock(kept), changes))
          break
        }
        case 'keep': {
          const { length } = op.text
          offset += length
          const changes = op.before === op.after ? new Map() : changesBack(op.before, op.after, member)
          if (changes.size === 0 || place.block === null) break
          const mended = mendFormats(sequence, { ...place, block: place.block }, length, (id) => {
            const styles = [...changes].filter(([key]) => STYLE_KEYS.some((name) => name === key))
            const proposal = styles.length === 0 ? null : proposalOf(id, 'formatChange')
            if (proposal === null) return isBlind ? changes : null
            const set = Object.fromEntries(styles.map(([key]) => [key, op.after.get(key) ?? null]))
            return new Map(changes).set(proposal.key, { ...proposal.value, set: JSON.stringify(set) })
          })
          if (mended === null) return null
          steps.push(...mended)
          break
        }
        case 'delete': {
          if (isOwn(op.formats)) break
          let at = 0
          const pieces: { readonly text: string; readonly formats: RawFormats }[] = []
          for (const [client, clock, length] of op.items) {
            const proposal = proposalOf(Y.createID(client, clock), 'deletion')
            if (proposal === null || place.block === null) return null
            const formats = withFormat(op.formats, proposal.key, proposal.value)
            pieces.push({ text: op.text.slice(at, at + length), formats })
            at += length
          }
          steps.push((edit) => {
            const slot = place.block === null ? -1 : sequence.slotOfBlock(place.block)
            for (const { text, formats } of pieces.toReversed())
              edit.insertText({ slot, offset: place.offset }, text, formats)
          })
          break
        }
        case 'delete-marker': {
          if (isOwn(op.marker.formats) || op.block.item === null) break
          const proposal = proposalOf(op.block.item.id, 'deletion')
          if (proposal === null || place.block === null) return null
          const value = isWhole(ops, index) ? { ...proposal.value, whole: true } : proposal.value
          const entries = new Map(op.marker.entries).set(proposal.key, value)
          steps.push((edit) => {
            const slot = place.block === null ? -1 : sequence.slotOfBlock(place.block)
            edit.insertMarker({ slot, offset: place.offset }, entries)
          })
          break
        }
      }
    }
  }
  return { steps, renamed: [...renamed.values()] }
}

/** Did all the text of a deleted block go with it? */
const isWhole = (ops: readonly RegionOp[], index: number): boolean => {
  for (const op of ops.slice(index + 1)) {
    if (op.kind === 'keep' || op.kind === 'insert') return false
    if (op.kind !== 'delete') return true
  }
  return true
}

/** What has to be set so that nothing of others differs; of own marks only what makes it another's or takes it over. */
const changesBack = (before: RawFormats, after: RawFormats, member: string): Changes => {
  const changes: Changes = new Map()
  const [was, is] = [ownerOf(before)?.by === member, ownerOf(after)?.by === member]
  if (was && is) return changes
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(key) ?? null, after.get(key) ?? null]
    if (sameFormatValue(old, now)) continue
    const isMine = readSuggestion(key, old)?.by === member || readSuggestion(key, now)?.by === member
    const takesOver = was !== is && parseSuggestionKey(key)?.kind === 'insertion'
    if (!isMine || takesOver) changes.set(key, old)
  }
  return changes
}

/** Steps that set on each item of a stretch what `changesAt` says of it; null when that is null for one. */
const mendFormats = (
  sequence: Sequence,
  { block, offset }: { readonly block: SequenceBlock; readonly offset: number },
  length: number,
  changesAt: (id: Y.ID) => ReadonlyMap<string, unknown> | null,
): ((edit: SequenceEdit) => void)[] | null => {
  const steps: ((edit: SequenceEdit) => void)[] = []
  let at = 0
  let item = block.item === null ? sequence.text._start : block.item.right
  for (; item !== null && at < offset + length; item = item.right) {
    if (item.deleted) continue
    if (markerMap(item) !== null) break
    if (!(item.content instanceof Y.ContentString)) continue
    const [start, end] = [Math.max(at, offset), Math.min(at + item.length, offset + length)]
    if (start < end) {
      const changes = changesAt(Y.createID(item.id.client, item.id.clock + (start - at)))
      if (changes === null) return null
      steps.push((edit) =>
        edit.format({ slot: sequence.slotOfBlock(block), offset: start }, end - start, changes),
      )
    }
    at += item.length
  }
  return steps
}
