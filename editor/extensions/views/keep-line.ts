import type { EditorView } from '@tiptap/pm/view'

/** A place of the text on the screen: a position, and the top of its line in pixels from the window's top. */
export interface LinePlace {
  readonly position: number
  readonly top: number
}

/** The line that counts as being read, when nobody's caret is in sight: this part of the window's height from its top. */
const READING_LINE = 0.4
/** Above this many pixels the bars of the page cover the text, and as much is kept free below. */
const COVERED = 120
/** Blocks out of sight get their true height only when they come near: the line is set right for so many frames. */
const FRAMES = 12

const topOf = (view: EditorView, position: number): number => view.coordsAtPos(position).top

/** Where the reader is: at the caret if it is in sight and the text has the focus, else at the reading line. */
export const placeInSight = (view: EditorView): LinePlace | null => {
  const { head } = view.state.selection
  const height = window.innerHeight
  const caret = view.hasFocus() ? topOf(view, head) : -1
  if (caret > COVERED && caret < height - COVERED) return { position: head, top: caret }
  const { left, width } = view.dom.getBoundingClientRect()
  const found = view.posAtCoords({ left: left + width / 2, top: height * READING_LINE })
  return found === null ? null : { position: found.pos, top: topOf(view, found.pos) }
}

/** The place under a pointer; null beside the text. */
export const placeAt = (view: EditorView, event: MouseEvent): LinePlace | null => {
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY })
  return found === null ? null : { position: found.pos, top: topOf(view, found.pos) }
}

/** Scrolls the page until the line of `position` is at `top`, and holds it there until layout has settled. */
export const keepLine = (view: EditorView, { position, top }: LinePlace): void => {
  let frames = FRAMES
  const give = (): void => {
    frames = 0
  }
  const moves = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const
  for (const move of moves) window.addEventListener(move, give, { once: true, passive: true })
  const adjust = (): void => {
    if (frames-- <= 0 || view.isDestroyed || !view.dom.isConnected) {
      for (const move of moves) window.removeEventListener(move, give)
      return
    }
    const delta = topOf(view, position) - top
    if (Math.abs(delta) >= 1) window.scrollBy({ top: delta, behavior: 'instant' })
    requestAnimationFrame(adjust)
  }
  adjust()
}
