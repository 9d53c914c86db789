import { useLayoutEffect, type RefObject } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { KeptPlace } from '../../extensions/views/kept-place.ts'

/** Keeps in `kept` where the reader is while a text starts over, and leads there in the new one [UI661]. */
export const useKeptPlace = (editor: DocumentEditor | null, kept: RefObject<KeptPlace | null>): void => {
  useLayoutEffect(() => {
    if (editor === null) return undefined
    const place = kept.current
    kept.current = null
    if (place !== null) editor.returnTo(place)
    return () => {
      kept.current = editor.placeInSight()
    }
  }, [editor, kept])
}
