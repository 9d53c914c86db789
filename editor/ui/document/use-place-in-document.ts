import { useEffect } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { usePlace } from '../routing/navigation-provider.tsx'
import { isReached, reach } from '../routing/reached-places.ts'

/**
 * Goes to the suggestion that the address names (`#suggestion=…`), as soon as it stands in the text; when the text is
 * here and it does not, says so [UI642].
 */
export const usePlaceInDocument = (editor: DocumentEditor | null, isCurrent: boolean): void => {
  const { t } = useMessages()
  const notices = useNotices()
  const place = usePlace()
  const { route } = place
  const at = route.name === 'document' ? route.at : undefined
  const suggestion = at !== undefined && 'suggestion' in at ? at.suggestion : null
  useEffect(() => {
    if (editor === null || suggestion === null || isReached(place)) return
    const stands = editor.cards().some(({ id }) => id === suggestion)
    if (!stands && !isCurrent) return
    reach(place)
    if (stands) editor.goToCard(suggestion)
    else notices.say(t('inbox.gone'))
  }, [editor, isCurrent, notices, place, suggestion, t])
}
