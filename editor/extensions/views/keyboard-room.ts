/** Less than this, in pixels, is a bar of the browser that comes and goes. */
const BAR = 40

/** What of a window tells how much of it can be seen. */
export interface SeenWindow {
  readonly innerHeight: number
  readonly visualViewport: {
    readonly height: number
    readonly offsetTop: number
    readonly scale: number
  } | null
}

/**
 * How much of the window's end lies under the keyboard of the screen, in pixels. 0 where the browser makes room for the
 * keyboard by itself, and while the page is drawn larger by two fingers: then no end of the window is meant to be in sight.
 */
export const keyboardRoom = ({ innerHeight, visualViewport: seen }: SeenWindow): number => {
  if (seen === null || seen.scale > 1.01) return 0
  const under = Math.round(innerHeight - seen.offsetTop - seen.height)
  return under > BAR ? under : 0
}
