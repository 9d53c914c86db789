import { useEffect } from 'react'

/**
 * Things that are opened while rendering and closed when nobody shows them any more: a session, an editor. React may
 * render twice and mount twice before it settles, so closing waits a moment for somebody to hold on again.
 */
export class Held<K, V> {
  readonly #open = new Map<K, { readonly value: V; holders: number }>()
  readonly #close: (value: V) => void

  constructor(close: (value: V) => void) {
    this.#close = close
  }

  /** The thing under `key`, opened when there is none: the same one until nobody holds it. */
  get(key: K, open: () => V): V {
    const known = this.#open.get(key)
    if (known !== undefined) return known.value
    const value = open()
    this.#open.set(key, { value, holders: 0 })
    this.#closeUnheld(key)
    return value
  }

  hold(key: K): () => void {
    const entry = this.#open.get(key)
    if (entry === undefined) return () => undefined
    entry.holders++
    return () => {
      entry.holders--
      this.#closeUnheld(key)
    }
  }

  #closeUnheld(key: K): void {
    setTimeout(() => {
      const entry = this.#open.get(key)
      if (entry === undefined || entry.holders > 0) return
      this.#open.delete(key)
      this.#close(entry.value)
    }, GRACE_MS)
  }
}

/** Longer than React takes from rendering to mounting, even on a slow phone. */
const GRACE_MS = 5_000

/** Opens `key` while rendering and holds it while mounted. `open` is called again only after everybody let go. */
export const useHeld = <K, V>(held: Held<K, V>, key: K, open: () => V): V => {
  const value = held.get(key, open)
  useEffect(() => held.hold(key), [held, key])
  return value
}

/** As `useHeld`; null while there is no key. */
export const useHeldIf = <K, V>(held: Held<K, V>, key: K | null, open: () => V): V | null => {
  const value = key === null ? null : held.get(key, open)
  useEffect(() => (key === null ? undefined : held.hold(key)), [held, key])
  return value
}
