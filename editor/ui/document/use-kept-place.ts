import { useLayoutEffect } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { KeptPlace } from '../../extensions/views/kept-place.ts'

/** Where the reader was, from one text that starts over to the next. */
export interface PlaceKeeper {
  readonly keep: (place: KeptPlace | null) => void
  /** Answers it once. */
  readonly take: () => KeptPlace | null
}

export const placeKeeper = (): PlaceKeeper => {
  let kept: KeptPlace | null = null
  return {
    keep: (place) => {
      kept = place
    },
    take: () => {
      const place = kept
      kept = null
      return place
    },
  }
}

/** Keeps where the reader is while a text starts over, and leads there in the new one [UI661]. */
export const useKeptPlace = (editor: DocumentEditor | null, { keep, take }: PlaceKeeper): void => {
  useLayoutEffect(() => {
    if (editor === null) return undefined
    const place = take()
    if (place !== null) editor.returnTo(place)
    return () => {
      keep(editor.placeInSight())
    }
  }, [editor, keep, take])
}
