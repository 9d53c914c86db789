import type { EditorView } from '@tiptap/pm/view'
import { keepLine } from './keep-line.ts'
import { keyboardRoom } from './keyboard-room.ts'

/** How much of the window is covered above and below the text that can be read, without the keyboard, in pixels. */
export interface Covered {
  readonly before: number
  readonly after: number
  /** Height of the card that stands beside a place, and is seen with it; 0 when it stands elsewhere. */
  readonly card: number
}

/** Lines that stay free between what is read and what covers the page, pixels. */
const AIR = 12

/**
 * Scrolls as little as brings a stretch of the text into what is free of the window; its first line if it is too long
 * for that. Does nothing where it is in sight ([UI503]).
 */
export const bringIntoSight = (
  view: EditorView,
  { from, to }: { readonly from: number; readonly to: number },
  { before, after, card }: Covered,
): void => {
  const start = view.coordsAtPos(from, 1)
  const end = view.coordsAtPos(to, -1)
  const top = before + AIR
  const bottom = window.innerHeight - keyboardRoom(window) - after - AIR
  const height = Math.min(Math.max(card, end.bottom - start.top), bottom - top)
  if (start.top < top) keepLine(view, { position: from, top })
  else if (start.top + height > bottom)
    keepLine(view, { position: from, top: Math.max(top, bottom - height) })
}
