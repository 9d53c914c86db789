/** What a page hears when it is thawed, comes back by the history, or is looked at. */
const WAKING = ['resume', 'pageshow', 'visibilitychange'] as const

/** Calls `woke` whenever the page may have slept [UI932]; answers how to stop. */
export const onWaking = (page: EventTarget, woke: () => void): (() => void) => {
  // Told to the document alone, some of them: on its way there an event passes the window.
  for (const event of WAKING) page.addEventListener(event, woke, true)
  return () => {
    for (const event of WAKING) page.removeEventListener(event, woke, true)
  }
}
