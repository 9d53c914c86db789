import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'

/** What is drawn beside the text, and how it is measured. All of it is the same at every call. */
export interface FrameSource<Frame> {
  /** The frames near the window, with pixels from `origin`, the top of the window's coordinates of their place. */
  readonly measure: (document: DocumentEditor, origin: number) => readonly Frame[]
  readonly areSame: (one: Frame, two: Frame) => boolean
  /** What else than the layout moves them. */
  readonly onChange?: (document: DocumentEditor, changed: () => void) => () => void
}

/**
 * Frames that lie beside the text in `place`, measured from it whenever the layout is another: at once when it has settled,
 * else with the next frame of the screen. The very same list while nothing moved.
 */
export const useFrames = <Frame>(
  document: DocumentEditor,
  { measure, areSame, onChange }: FrameSource<Frame>,
): { readonly place: RefObject<HTMLDivElement | null>; readonly frames: readonly Frame[] } => {
  const place = useRef<HTMLDivElement>(null)
  const [frames, setFrames] = useState<readonly Frame[]>([])
  useLayoutEffect(() => {
    let asked = 0
    const now = (): void => {
      asked = 0
      const origin = place.current?.getBoundingClientRect().top
      if (origin === undefined) return
      const found = measure(document, origin)
      setFrames((before) => {
        const isSame =
          before.length === found.length &&
          before.every((frame, at) => {
            const other = found[at]
            return other !== undefined && areSame(frame, other)
          })
        return isSame ? before : found
      })
    }
    const later = (): void => {
      if (asked === 0) asked = requestAnimationFrame(now)
    }
    const stopLayout = document.onLayout((when) => {
      if (when === 'settled') now()
      else later()
    })
    const stopChange = onChange?.(document, later)
    later()
    return () => {
      cancelAnimationFrame(asked)
      stopLayout()
      stopChange?.()
    }
  }, [document, measure, areSame, onChange])
  return { place, frames }
}
