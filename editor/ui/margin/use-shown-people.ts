import { useEditorState } from '../document/use-editor-state.ts'
import { useMemo } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'

/** Ids of everybody who is named beside the text, each once; the same list for as long as they are the same people. */
export const useShownPeople = (
  document: DocumentEditor,
  threads: readonly ShownThread[],
): readonly string[] => {
  const cards = useEditorState({
    editor: document.editor,
    selector: () => document.cards(),
    equalityFn: (one, two) => one === two,
  })
  const people = useMemo(() => {
    const ids = new Set(cards.map(({ by }) => by))
    for (const { comments, resolved } of threads) {
      if (resolved !== null) ids.add(resolved.by)
      for (const { by, mentions, hidden } of comments)
        for (const id of [by, ...mentions, ...(hidden === undefined ? [] : [hidden.by])]) ids.add(id)
    }
    return [...ids].join()
  }, [cards, threads])
  return useMemo(() => (people === '' ? [] : people.split(',')), [people])
}
