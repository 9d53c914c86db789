/** Is the page of the version that the server gives out now? */
export interface PageVersion {
  readonly subscribe: (listener: () => void) => () => void
  readonly isOutdated: () => boolean
}

export interface PageVersionOptions {
  /** Path of the script that this page began with: another version has another. Null while developing. */
  readonly script: string | null
  /** Tells by `controllerchange` that another version has come to this device; null where the browser has none. */
  readonly worker: EventTarget | null
  /** Tells by `lost` of a part of this page that could not be had. */
  readonly parts: EventTarget
  readonly fetch: typeof fetch
}

/**
 * Asks for the page again whenever another version has come to the device, and sees whether it begins with another
 * script [UI752]: a page that was opened a moment before may be the new one itself. The same when a part of it is nowhere to
 * be had, as it happens on a device that keeps no pages, once the server has newer ones [UI935].
 */
export const createPageVersion = ({ script, worker, parts, fetch }: PageVersionOptions): PageVersion => {
  const listeners = new Set<() => void>()
  let outdated = false
  const look = async (path: string): Promise<void> => {
    try {
      const answer = await fetch('/', { cache: 'no-cache' })
      if (!answer.ok || (await answer.text()).includes(path)) return
    } catch {
      // Without a network nothing newer can be had.
      return
    }
    outdated = true
    for (const listener of listeners) listener()
  }
  if (script !== null) {
    worker?.addEventListener('controllerchange', () => void look(script))
    parts.addEventListener('lost', () => void look(script))
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isOutdated: () => outdated,
  }
}
