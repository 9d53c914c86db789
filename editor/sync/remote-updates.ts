import * as Y from 'yjs'

/** Applies what others write, merged per frame of the screen: one transaction, one redraw. */
export interface RemoteUpdates {
  /** `seq`: the number up to which the text has come with it, if it says so. */
  readonly add: (update: Uint8Array, seq?: number) => void
  /** The number up to which the text has come, of what is applied; null where nothing says so. */
  readonly heard: () => number | null
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
  let seqWaiting: number | null = null
  let heard: number | null = null
  let timer: ReturnType<typeof setTimeout> | null = null

  const flush = (): void => {
    const [first, ...rest] = waiting
    waiting = []
    if (first === undefined) return
    // Before it is applied: what a listener writes in answer to it was written with it.
    heard = seqWaiting
    Y.applyUpdate(doc, rest.length === 0 ? first : Y.mergeUpdates([first, ...rest]), origin)
  }
  const tick = (): void => {
    timer = null
    if (waiting.length === 0) return
    timer = setTimeout(tick, FRAME_MS)
    flush()
  }

  return {
    add: (update, seq) => {
      waiting.push(update)
      seqWaiting = seq ?? seqWaiting
      if (timer !== null) return
      timer = setTimeout(tick, FRAME_MS)
      flush()
    },
    flush,
    heard: () => heard,
    close: () => {
      if (timer !== null) clearTimeout(timer)
      timer = null
      waiting = []
    },
  }
}
