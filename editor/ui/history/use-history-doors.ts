import { useCallback } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useShortcuts } from '../document/use-shortcuts.ts'
import { HISTORY_NOW } from '../routing/history-place.ts'
import { useNavigation } from '../routing/navigation-provider.tsx'

/** The ways from a text into its history. */
export interface HistoryDoors {
  readonly open: () => void
  /** Who wrote the paragraph at the caret. */
  readonly whoWrote: () => void
}

/** By the menu and by keys of the one table [UI688]; null for whoever does not follow the text. */
export const useHistoryDoors = (
  document: string,
  editor: DocumentEditor | null,
  mayFollow: boolean,
): HistoryDoors | null => {
  const { go } = useNavigation()
  const open = useCallback(() => {
    go({ name: 'history', document, at: HISTORY_NOW })
  }, [document, go])
  const whoWrote = useCallback(() => {
    go({
      name: 'history',
      document,
      at: { ...HISTORY_NOW, view: 'authors', block: editor?.caretBlock() ?? null },
    })
  }, [document, editor, go])
  useShortcuts({ acts: mayFollow ? { history: open, whoWrote } : {}, repeating: [] })
  return mayFollow ? { open, whoWrote } : null
}
