import { useEditorState } from '../document/use-editor-state.ts'
import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'

export interface ActiveThread {
  /** Gone to, or at the caret; null when none is. The one that is being written: ''. */
  readonly active: string | null
  /** Was it gone to, so that it goes before whatever else is at the caret? Until the caret is put elsewhere. */
  readonly isChosen: boolean
  readonly choose: (thread: string) => void
  /** Something else is gone to. */
  readonly release: () => void
}

/** Which discussion is looked at, drawn in the text as such [UI601]. */
export const useActiveThread = (
  document: DocumentEditor,
  placed: ReadonlySet<string>,
  isComposing: boolean,
): ActiveThread => {
  const { comments } = document
  const atCaret = useEditorState({
    editor: document.editor,
    selector: () => comments.atCaret(),
    equalityFn: (one, two) => one.join() === two?.join(),
  })
  const [chosen, setChosen] = useState<string | null>(null)
  const release = useCallback(() => {
    setChosen(null)
  }, [])
  // Resolved it is at no caret any more, and one that was just sent not yet: what was gone to stays through both.
  useEffect(() => comments.onCaret(release), [comments, release])
  const isChosen = chosen !== null && (chosen !== '' || isComposing)
  const active = isChosen ? chosen : (atCaret.find((id) => placed.has(id)) ?? null)
  // Before the margin asks where it is: of resolved ones only the active one has a place there.
  useLayoutEffect(() => {
    comments.light(active === '' ? null : active)
  }, [active, comments])
  return { active, isChosen, choose: setChosen, release }
}
