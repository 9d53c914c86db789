import * as Y from 'yjs'

/** Applies what others write, merged per frame of the screen: one transaction, one redraw. */
export interface RemoteUpdates {
  readonly add: (update: Uint8Array) => void
  /** Applies what waits, at once: before anything whose meaning depends on it. */
  readonly flush: () => void
  readonly close: () => void
}

const FRAME_MS = 16

/**
 * The first update after a quiet frame is applied at once; those that follow within the frame wait for its end. A
 * timer, not `requestAnimationFrame`: a hidden tab gets no frames and must not fall behind.
 */
export const createRemoteUpdates = (doc: Y.Doc, origin: unknown): RemoteUpdates => {
  let waiting: Uint8Array[] = []
  let timer: ReturnType<typeof setTimeout> | null = null

  const flush = (): void => {
    const [first, ...rest] = waiting
    waiting = []
    if (first === undefined) return
    Y.applyUpdate(doc, rest.length === 0 ? first : Y.mergeUpdates([first, ...rest]), origin)
  }
  const tick = (): void => {
    timer = null
    if (waiting.length === 0) return
    timer = setTimeout(tick, FRAME_MS)
    flush()
  }

  return {
    add: (update) => {
      waiting.push(update)
      if (timer !== null) return
      timer = setTimeout(tick, FRAME_MS)
      flush()
    },
    flush,
    close: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      waiting = []
    },
  }
}
