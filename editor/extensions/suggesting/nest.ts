import type { Transaction } from 'prosemirror-state'
import { decodeMark } from '#core/schema/content.ts'
import { nested } from '#core/suggestions/propose.ts'
import type { Act } from '#core/suggestions/propose-change.ts'
import { endOf } from './placed-elements.ts'
import { readEdit } from './read-edit.ts'

/**
 * What somebody writes directly, strictly inside what another member proposes, is a proposal nested in it ([SUG12]):
 * it stands and falls with its surroundings, and bears its own author. Adds the marks to the transaction.
 */
export const nestTransaction = (edited: Transaction, act: Act): void => {
  const read = readEdit(edited)
  if (read === null) return
  const { schema } = edited.doc.type
  for (const { index, formats } of nested(read.edit, act)) {
    const placed = read.after[index]
    if (placed === undefined) continue
    for (const [key, value] of formats) {
      const mark = decodeMark(schema, key, value)
      if (mark === null) continue
      if (placed.element.kind === 'text') edited.addMark(placed.position, endOf(placed), mark)
      else edited.addNodeMark(placed.position, mark)
    }
  }
}
