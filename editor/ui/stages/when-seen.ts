/** What somebody who is there does sooner or later. */
const SIGNS = ['keydown', 'pointermove', 'pointerdown', 'wheel'] as const

/**
 * Calls `act` once, `after` milliseconds after the first sign on `target` that somebody is there to see what is told;
 * answers how to stop. What nobody saw is told until somebody comes.
 */
export const whenSeen = (target: EventTarget, after: number, act: () => void): (() => void) => {
  let timer: ReturnType<typeof setTimeout> | null = null
  const seen = (): void => {
    timer ??= setTimeout(act, after)
  }
  for (const sign of SIGNS) target.addEventListener(sign, seen, { passive: true })
  return () => {
    if (timer !== null) clearTimeout(timer)
    for (const sign of SIGNS) target.removeEventListener(sign, seen)
  }
}
