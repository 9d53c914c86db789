import type { EditorView } from '@tiptap/pm/view'
import { asOwnStep } from '../binding/undo.ts'
import { found, goToHit, replaceAll, replaceCurrent, search, type Found, type Replaced } from './find.ts'
import type { Search } from './hits.ts'

/** Seeking in the marked text, and replacing. */
export interface FindAccess {
  /** Seeks from now on; null ends it. */
  readonly search: (wanted: Search | null) => void
  readonly found: () => Found
  /** To the next hit, or the one before. */
  readonly go: (by: 1 | -1) => void
  readonly replace: (text: string) => void
  readonly replaceAll: (text: string) => Replaced
}

/** `showMarked` brings the marked text before the person: hits are in it. */
export const findAccess = (view: EditorView, showMarked: () => void): FindAccess => ({
  search: (wanted) => {
    if (wanted !== null) showMarked()
    search(view, wanted)
  },
  found: () => found(view.state),
  go: (by) => {
    goToHit(view, by)
  },
  replace: (text) => {
    if (view.editable)
      asOwnStep(view.state, () => {
        replaceCurrent(view, text)
      })
  },
  replaceAll: (text) =>
    view.editable ? asOwnStep(view.state, () => replaceAll(view, text)) : { replaced: 0, locked: 0 },
})
