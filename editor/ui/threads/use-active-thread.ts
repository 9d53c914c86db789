import { useEditorState } from '@tiptap/react'
import { useCallback, useLayoutEffect, useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'

/** What was gone to, as long as nothing else is at the caret. */
interface Chosen {
  readonly thread: string
  readonly at: string
}

export interface ActiveThread {
  /** Gone to, or at the caret; null when none is. The one that is being written: ''. */
  readonly active: string | null
  /** Was it gone to, so that it goes before whatever else is at the caret? */
  readonly isChosen: boolean
  readonly choose: (thread: string) => void
  /** Something else is gone to. */
  readonly release: () => void
}

/** All that the caret stands in, in one word. */
const signAtCaret = ({ cardAtCaret, comments }: DocumentEditor): string =>
  `${cardAtCaret() ?? ''} ${comments.atCaret().join()}`

/** Which discussion is looked at, drawn in the text as such [UI601]. */
export const useActiveThread = (
  document: DocumentEditor,
  placed: ReadonlySet<string>,
  isComposing: boolean,
): ActiveThread => {
  const { comments } = document
  const atCaret = useEditorState({
    editor: document.editor,
    selector: () => ({ threads: comments.atCaret(), sign: signAtCaret(document) }),
    equalityFn: (one, two) => one.sign === two?.sign,
  })
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const choose = useCallback(
    (thread: string) => {
      setChosen({ thread, at: signAtCaret(document) })
    },
    [document],
  )
  const release = useCallback(() => {
    setChosen(null)
  }, [])
  // The caret went elsewhere, or what was gone to has come to it: a comment that was just sent.
  if (chosen !== null && chosen.at !== atCaret.sign)
    setChosen(atCaret.threads.includes(chosen.thread) ? { ...chosen, at: atCaret.sign } : null)
  const isChosen = chosen !== null && chosen.at === atCaret.sign && (chosen.thread !== '' || isComposing)
  const active = isChosen ? chosen.thread : (atCaret.threads.find((id) => placed.has(id)) ?? null)
  // Before the margin asks where it is: of resolved ones only the active one has a place there.
  useLayoutEffect(() => {
    comments.light(active === '' ? null : active)
  }, [active, comments])
  return { active, isChosen, choose, release }
}
