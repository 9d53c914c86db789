import { useEffect } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { usePlace } from '../routing/navigation-provider.tsx'
import { isReached, reach } from '../routing/reached-places.ts'
import type { ThreadActs } from './use-thread-acts.ts'
import type { Threads } from './use-threads.ts'

interface ThreadPlaceOptions {
  readonly document: DocumentEditor
  readonly threads: Threads
  readonly acts: ThreadActs
  /** What stands beside the text is gone to; see use-margin-list.ts. */
  readonly show: (name: 'suggestions' | 'threads') => void
  /** Opens the list. */
  readonly list: (name: 'threads') => void
}

/**
 * Goes to the discussion that the address names (`#thread=…`), as soon as it is known here [UI642]: to its card beside
 * the text, to that of the suggestion that it is about, or, where neither stands, to the list.
 */
export const useThreadPlace = ({ document, threads, acts, show, list }: ThreadPlaceOptions): void => {
  const place = usePlace()
  const { route } = place
  const at = route.name === 'document' ? route.at : undefined
  const wanted = at !== undefined && 'thread' in at ? at.thread : null
  const { all, placed, onSuggestion, release } = threads
  useEffect(() => {
    if (wanted === null || isReached(place) || !all.some(({ id }) => id === wanted)) return
    reach(place)
    const card = document
      .cards()
      .find((one) => (onSuggestion.get(one.id) ?? []).some(({ id }) => id === wanted))
    if (card !== undefined) {
      show('suggestions')
      release()
      document.goToCard(card.id)
      return
    }
    if (placed.has(wanted)) show('threads')
    else list('threads')
    acts.goTo(wanted)
  }, [acts, all, document, list, onSuggestion, place, placed, release, show, wanted])
}
