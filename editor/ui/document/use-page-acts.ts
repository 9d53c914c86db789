import { useCallback, useEffect, useState, type RefObject } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { shortcutOf } from '../../extensions/keys/shortcuts.ts'
import { TEXT_VIEWS } from '../../extensions/views/text-views.ts'
import { focusNextPart } from './next-part.ts'
import { isMac } from './platform.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** What is asked for with a key, from inside the text or from anywhere on the page. */
export interface PageActs {
  readonly listing: boolean
  readonly setListing: (listing: boolean) => void
  readonly searching: boolean
  readonly setSearching: (searching: boolean) => void
  readonly outlining: boolean
  readonly setOutlining: (outlining: boolean) => void
  /** How often the find bar was asked for since it was closed; 0 while it is closed. */
  readonly finding: number
  readonly find: () => void
  readonly closeFind: () => void
  /** How often a comment on what is selected was asked for. */
  readonly commenting: number
  readonly comment: () => void
  /** Forgets that it was asked for. */
  readonly dropComment: () => void
}

const showNextView = (document: DocumentEditor): void => {
  const next = TEXT_VIEWS.indexOf(document.textView()) + 1
  document.showTextView(TEXT_VIEWS[next] ?? 'marked')
}

export const usePageActs = (
  page: RefObject<HTMLElement | null>,
  editor: DocumentEditor | null,
  mayComment: boolean,
): PageActs => {
  const [listing, setListing] = useState(false)
  const [searching, setSearching] = useState(false)
  const [outlining, setOutlining] = useState(false)
  const [finding, setFinding] = useState(0)
  const [commenting, setCommenting] = useState(0)
  const find = useCallback(() => {
    setFinding((asked) => asked + 1)
  }, [])
  const closeFind = useCallback(() => {
    setFinding(0)
  }, [])
  const comment = useCallback(() => {
    setCommenting((asked) => asked + 1)
  }, [])
  const dropComment = useCallback(() => {
    setCommenting(0)
  }, [])
  useEffect(() => {
    if (editor === null) return undefined
    const stops = [
      editor.onAsk('shortcuts', () => {
        setListing(true)
      }),
      editor.onAsk('view', () => {
        showNextView(editor)
      }),
      editor.onAsk('find', find),
      editor.onAsk('palette', () => {
        setSearching(true)
      }),
      editor.onAsk('outline', () => {
        setOutlining((outlined) => !outlined)
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [editor, find])
  useEffect(() => (mayComment ? editor?.onAsk('comment', comment) : undefined), [comment, editor, mayComment])
  useShortcuts({
    acts: {
      ...(mayComment && editor !== null ? { comment } : {}),
      palette: () => {
        setSearching(true)
      },
      outline: () => {
        setOutlining((outlined) => !outlined)
      },
    },
    repeating: [],
  })
  // Wherever on the page the focus is; inside the text the editor has taken the key before it comes here [UI321] [UI328].
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      const shortcut = shortcutOf(event, isMac())
      if (shortcut === 'nextPart' || shortcut === 'previousPart') {
        event.preventDefault()
        // In a dialog the focus stays where it is.
        const { activeElement, body } = window.document
        if (page.current !== null && (activeElement === body || page.current.contains(activeElement)))
          focusNextPart(page.current, shortcut === 'previousPart')
        return
      }
      if (shortcut !== 'shortcuts' && shortcut !== 'view' && shortcut !== 'find') return
      event.preventDefault()
      if (shortcut === 'shortcuts') setListing(true)
      else if (shortcut === 'find') find()
      else if (editor !== null) showNextView(editor)
    }
    window.addEventListener('keydown', pressed)
    return () => {
      window.removeEventListener('keydown', pressed)
    }
  }, [editor, find, page])
  return {
    listing,
    setListing,
    searching,
    setSearching,
    outlining,
    setOutlining,
    finding,
    find,
    closeFind,
    commenting,
    comment,
    dropComment,
  }
}
