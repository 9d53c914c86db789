import { decide, type Decision, type Outcome } from '../suggestions/decide.ts'
import { editSequence, type SequenceEdit } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'

/**
 * Carries a decision out on the live text, in one transaction under `origin`; returns whether anything changed. Where
 * a rule meets the end of the text the text wins: the first block, which has none before it to join, stays as long as
 * there is text in it, and no decision takes away what its authors did not write and nobody proposed to delete.
 */
export const decideSuggestions = (sequence: Sequence, decision: Decision, origin: unknown): boolean => {
  const slots: number[] = []
  for (let slot = 0; slot < sequence.slots; slot++)
    if (isConcerned(sequence, slot, decision)) slots.push(slot)
  if (slots.length === 0) return false
  editSequence(sequence, origin, (edit) => {
    // From the last block to the first: a join moves only the slots behind it.
    for (const slot of slots.reverse()) {
      decideText(sequence, edit, slot, decision)
      const outcome = decide(sequence.block(slot).marker.formats, decision)
      if (outcome !== null) decideMarker(sequence, edit, slot, outcome)
    }
  })
  return true
}

const isConcerned = (sequence: Sequence, slot: number, decision: Decision): boolean =>
  decide(sequence.block(slot).marker.formats, decision) !== null ||
  sequence.runs(slot).some(({ formats }) => decide(formats, decision) !== null)

const decideText = (sequence: Sequence, edit: SequenceEdit, slot: number, decision: Decision): void => {
  let end = sequence.block(slot).length
  for (const { text, formats } of sequence.runs(slot).reverse()) {
    const offset = end - text.length
    const outcome = decide(formats, decision)
    if (outcome !== null) {
      if (outcome.fate === 'stays') edit.format({ slot, offset }, text.length, outcome.changes)
      else edit.delete({ slot, offset }, { slot, offset: end })
    }
    end = offset
  }
}

const decideMarker = (
  sequence: Sequence,
  edit: SequenceEdit,
  slot: number,
  { fate, changes }: Outcome,
): void => {
  const hasText = sequence.block(slot).length > 0
  const isFirst = slot === sequence.slotOf(0)
  const stays = fate === 'stays' || (hasText && (fate === 'whole' || isFirst))
  if (stays) {
    edit.setMarker(slot, changes)
    return
  }
  const before = slot - 1
  edit.delete({ slot: before, offset: sequence.block(before).length }, { slot, offset: 0 })
}
