import { sameFormatValue, type RawFormats } from '../schema/content.ts'
import { parseSuggestionKey } from '../schema/formats.ts'
import { readSuggestion } from '../suggestions/suggestion.ts'
import type { Region } from './regions.ts'
import type { RepairStep } from './repair-survivors.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'

/**
 * Suggestions on what stands in both the old and the new text are put back as they were where the update of a direct
 * writer changed them without right [GAT14]: a mark that bled onto text which was base before, an insertion set on
 * text that was there already, and somebody else's mark that went although its text stayed (accepting and rejecting
 * are decisions, never edits). A suggester's update that does such a thing is refused before it comes to this.
 */
export const markRepairs = (sequence: Sequence, regions: readonly Region[], member: string): RepairStep[] => {
  const steps: RepairStep[] = []
  for (const { ops } of regions) {
    let block: SequenceBlock | null = null
    let offset = 0
    for (const op of ops) {
      switch (op.kind) {
        case 'keep-marker': {
          block = op.block
          offset = 0
          const changes = changesBack(op.before.formats, op.after.formats, member)
          const { block: kept } = op
          if (changes !== null) steps.push((edit) => edit.setMarker(sequence.slotOfBlock(kept), changes))
          break
        }
        case 'insert-marker':
          block = op.block
          offset = 0
          break
        case 'insert':
          offset += op.text.length
          break
        case 'keep': {
          const changes = op.before === op.after ? null : changesBack(op.before, op.after, member)
          const [start, kept] = [offset, block]
          offset += op.text.length
          if (changes === null || kept === null) break
          const { length } = op.text
          steps.push((edit) =>
            edit.format({ slot: sequence.slotOfBlock(kept), offset: start }, length, changes),
          )
          break
        }
        case 'delete':
        case 'delete-marker':
        case 'foreign':
          break
      }
    }
  }
  return steps
}

/** What has to be set so that no suggestion changed without right; null when none did. */
const changesBack = (
  before: RawFormats,
  after: RawFormats,
  member: string,
): ReadonlyMap<string, unknown> | null => {
  const changes = new Map<string, unknown>()
  for (const [key, value] of after) {
    const parsed = parseSuggestionKey(key)
    if (parsed === null || sameFormatValue(before.get(key), value)) continue
    const isOwn = readSuggestion(key, value)?.by === member
    if (!isOwn || (parsed.kind === 'insertion' && !before.has(key))) changes.set(key, before.get(key) ?? null)
  }
  for (const [key, value] of before) {
    const suggestion = readSuggestion(key, value)
    if (suggestion !== null && suggestion.by !== member && !after.has(key)) changes.set(key, value)
  }
  return changes.size === 0 ? null : changes
}
