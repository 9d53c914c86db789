import type { EditorView } from '@tiptap/pm/view'
import { asOwnStep } from '../binding/undo.ts'
import { replaceRange } from '../find/replace-range.ts'
import { isSuggesting } from '../suggesting/suggest-mode.ts'
import type { BlockEdit } from './block-findings.ts'

/**
 * Does edits that do not meet, from the last to the first, as one step of undo apart from what was written just before and after.
 * Written directly they are one act; in suggest mode each is an act of its own, and decided apart [UI774] [UI775].
 */
export const applyEdits = (view: EditorView, edits: readonly BlockEdit[]): void => {
  asOwnStep(view.state, () => {
    writeEdits(view, edits)
  })
}

const writeEdits = (view: EditorView, edits: readonly BlockEdit[]): void => {
  const backwards = edits.toSorted((one, two) => two.from - one.from)
  if (isSuggesting(view.state)) {
    for (const { from, to, text } of backwards) view.dispatch(replaceRange(view.state.tr, from, to, text))
    return
  }
  const { tr } = view.state
  for (const { from, to, text } of backwards) replaceRange(tr, from, to, text)
  if (tr.docChanged) view.dispatch(tr)
}
