import type { Command, EditorState, Transaction } from '@tiptap/pm/state'
import { MAX_INDENT, type BlockAttrs } from '#core/schema/block.ts'
import { directionOf } from '../text-language.ts'
import { currentBlocks, type PlacedBlock } from './current-blocks.ts'

type Change = Partial<Omit<BlockAttrs, 'bid'>>

/** One step for each attribute that differs, so that two people who change different ones do not disturb each other. */
const changeBlock = (tr: Transaction, block: PlacedBlock, change: Change): void => {
  const now: Readonly<Record<string, unknown>> = { ...block.attrs }
  for (const [name, value] of Object.entries(change))
    if (now[name] !== value) tr.setNodeAttribute(tr.mapping.map(block.before), name, value)
}

/** A command that changes each touched block by `change`; not applicable when that changes nothing. */
const changing =
  (change: (block: PlacedBlock, all: readonly PlacedBlock[]) => Change): Command =>
  (state, dispatch) => {
    const blocks = currentBlocks(state)
    const tr = state.tr
    for (const block of blocks) changeBlock(tr, block, change(block, blocks))
    if (!tr.docChanged) return false
    dispatch?.(tr.scrollIntoView())
    return true
  }

export const setParagraph: Command = changing(() => ({ kind: 'paragraph' }))

/** A heading of `level`; where all touched blocks already are, back to a paragraph. */
export const toggleHeading = (level: 1 | 2 | 3): Command =>
  changing((_, all) =>
    all.every(({ attrs }) => attrs.kind === 'heading' && (attrs.level ?? 1) === level)
      ? { kind: 'paragraph' }
      : { kind: 'heading', level },
  )

export const toggleQuote: Command = changing((_, all) =>
  all.every(({ attrs }) => attrs.kind === 'quote') ? { kind: 'paragraph' } : { kind: 'quote' },
)

/** Items of a list of this sort; where all touched blocks already are, back to paragraphs at no indent. */
export const toggleList = (list: 'ordered' | 'bullet'): Command =>
  changing((_, all) =>
    all.every(({ attrs }) => attrs.kind === 'item' && attrs.list === list)
      ? { kind: 'paragraph', indent: 0 }
      : { kind: 'item', list },
  )

/** Takes items out of their list; not applicable to anything else. */
export const leaveList: Command = changing(({ attrs }) =>
  attrs.kind === 'item' ? { kind: 'paragraph', indent: 0 } : {},
)

/** Deeper or further out by one; items only, within 0–5. Not applicable when no touched item can move. */
const indentBy = (by: 1 | -1): Command =>
  changing(({ attrs }) =>
    attrs.kind === 'item' ? { indent: Math.min(MAX_INDENT, Math.max(0, attrs.indent + by)) } : {},
  )

export const indent: Command = indentBy(1)
export const outdent: Command = indentBy(-1)

/** Is every touched block an item? Then Tab belongs to the list, even at its deepest indent. */
export const isInList = (state: EditorState): boolean =>
  currentBlocks(state).every(({ attrs }) => attrs.kind === 'item')

export const setAlign = (align: BlockAttrs['align']): Command => changing(() => ({ align }))

/** From the document's direction to the other one and back: a block override, or none ([UI5]). */
export const toggleDirection: Command = (state, dispatch, view) => {
  const other = directionOf(state) === 'rtl' ? 'ltr' : 'rtl'
  return changing((_, all) => ({ dir: all.every(({ attrs }) => attrs.dir === other) ? null : other }))(
    state,
    dispatch,
    view,
  )
}

/** Numbers on from the ordered item before, across other blocks; again: starts at 1. Ordered items only. */
export const toggleContinueNumbering: Command = (state, dispatch) => {
  const first = currentBlocks(state)[0]
  if (first === undefined || first.attrs.kind !== 'item' || first.attrs.list !== 'ordered') return false
  const tr = state.tr
  changeBlock(tr, first, { numbering: first.attrs.numbering === 'continue' ? null : 'continue' })
  dispatch?.(tr)
  return true
}

const someItem = (state: EditorState, can: (indent: number) => boolean): boolean =>
  currentBlocks(state).some(({ attrs }) => attrs.kind === 'item' && can(attrs.indent))

export const canIndent = (state: EditorState): boolean => someItem(state, (depth) => depth < MAX_INDENT)
export const canOutdent = (state: EditorState): boolean => someItem(state, (depth) => depth > 0)
