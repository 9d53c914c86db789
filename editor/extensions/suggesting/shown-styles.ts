import type { Node } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import { encodeMarks } from '#core/schema/content.ts'
import type { StyleKey } from '#core/schema/formats.ts'
import { shownProp } from '#core/suggestions/shown.ts'
import { isSuggesting } from './suggest-mode.ts'

/** A style of a text node as a command and the toolbar take it: as shown in suggest mode, otherwise as it is. */
export const styleOf = (state: EditorState, node: Node, name: StyleKey): unknown => {
  const formats = encodeMarks(node.marks)
  return isSuggesting(state)
    ? shownProp({ kind: 'text', text: '', formats }, name)
    : (formats.get(name) ?? null)
}

/** The values that a style has on the text between two positions, null among them where it is off. */
export const stylesBetween = (
  state: EditorState,
  name: StyleKey,
  from: number,
  to: number,
): ReadonlySet<unknown> => {
  const values = new Set<unknown>()
  state.doc.nodesBetween(from, to, (node) => {
    if (node.isText) values.add(styleOf(state, node, name))
  })
  return values
}
