import type { Editor } from '@tiptap/core'
import { Fragment, Slice, type Node } from '@tiptap/pm/model'
import { TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { decodeBlock, encodeDocument, type BlockContent } from '#core/schema/content.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { blockAtCaret } from '../blocks/current-blocks.ts'
import { lockBrokenBy, locksIn } from '../locks/section-locks.ts'
import { isSuggesting, setSuggesting } from '../suggesting/suggest-mode.ts'
import { insertPasted } from './insert.ts'
import { MAX_PASTE_BYTES, pastedBytes } from './pasted-text.ts'

/** Behind the block at the caret, or behind the last. */
export type PutWhere = 'caret' | 'end'

export type PutRefusal = 'too-large' | 'locked' | 'closed'

/** What a suggestion adds to the update for each block and each stretch of text: bytes, measured generously. */
const BYTES_PER_PROPOSED = 150

/** Blocks out of the JSON of a document; null when it is none of this schema. */
export const blocksOfJson = (state: EditorState, json: unknown): readonly BlockContent[] | null => {
  try {
    const doc = state.schema.nodeFromJSON(json)
    doc.check()
    return encodeDocument(doc)
  } catch {
    return null
  }
}

const isEmptyBlock = (node: Node): boolean => node.content.size === 0

/** As a paste does it, where the block at the place is empty; else as blocks of their own behind it. */
const putBlocks = (
  state: EditorState,
  blocks: readonly BlockContent[],
  where: PutWhere,
): Transaction | null => {
  const { doc } = state
  const at = where === 'caret' ? blockAtCaret(state) : null
  const node = at?.node ?? doc.lastChild
  if (node === null) return null
  const before = at?.before ?? doc.content.size - node.nodeSize
  if (isEmptyBlock(node)) {
    const placed = state.apply(state.tr.setSelection(TextSelection.create(doc, before + 1)))
    return insertPasted(placed, { blocks, openStart: false, openEnd: false })
  }
  const nodes = blocks.map((block) => decodeBlock(state.schema, block))
  const from = before + node.nodeSize
  const tr = state.tr.replace(from, from, new Slice(Fragment.fromArray(nodes), 0, 0))
  const end = from + nodes.reduce((sum, one) => sum + one.nodeSize, 0)
  return tr.setSelection(TextSelection.create(tr.doc, end - 1))
}

const isTooLarge = (blocks: readonly BlockContent[]): boolean => {
  const runs = blocks.reduce((sum, block) => sum + block.runs.length, 0)
  return pastedBytes(blocks) + BYTES_PER_PROPOSED * (blocks.length + runs) > MAX_PASTE_BYTES
}

/** All of it or nothing. */
const dispatchPut = (view: EditorView, tr: Transaction): Result<null, PutRefusal> => {
  const locks = locksIn(view.state).map(({ lock }) => lock)
  if (lockBrokenBy(tr, locks) !== null) return fail('locked')
  view.dispatch(tr.scrollIntoView().setMeta('paste', true).setMeta('uiEvent', 'paste'))
  return ok(null)
}

/**
 * Puts a text in place of the selection as a paste does it ([UI961]): done or proposed, as whatever is written now; one
 * step of undo. Answers how many blocks came.
 */
export const pasteBlocks = (
  view: EditorView,
  blocks: readonly BlockContent[],
): Result<number, PutRefusal> => {
  if (!view.editable) return fail('closed')
  if (isTooLarge(blocks)) return fail('too-large')
  const put = dispatchPut(view, insertPasted(view.state, { blocks, openStart: true, openEnd: true }))
  return put.ok ? ok(blocks.length) : put
}

/**
 * Puts a text into the document in one go, whoever does it as one suggestion of theirs ([UI907]): one step of undo, one
 * frame to the server, all of it or nothing. Answers how many blocks came.
 */
export const proposeBlocks = (
  editor: Editor,
  blocks: readonly BlockContent[],
  where: PutWhere,
): Result<number, PutRefusal> => {
  const { view } = editor
  if (!view.editable) return fail('closed')
  if (isTooLarge(blocks)) return fail('too-large')
  const wasSuggesting = isSuggesting(view.state)
  if (!wasSuggesting) view.dispatch(setSuggesting(view.state.tr, true))
  try {
    const tr = putBlocks(view.state, blocks, where)
    if (tr === null) return fail('closed')
    const put = dispatchPut(view, tr)
    return put.ok ? ok(blocks.length) : put
  } finally {
    if (!wasSuggesting) view.dispatch(setSuggesting(view.state.tr, false))
  }
}
