/** Calls that wait for their answer. On a line that swallows everything they would wait for ever, also once it is good again. */
export interface OpenCalls {
  /** As the browser's, and ended by {@link endBefore} as if the connection had broken. */
  readonly fetch: typeof fetch
  /** Ends those that were made before this moment, milliseconds since 1970, and have no answer [UI933]. */
  readonly endBefore: (moment: number) => void
}

export const createOpenCalls = (fetch: typeof globalThis.fetch, now: () => number): OpenCalls => {
  const open = new Map<AbortController, number>()
  return {
    fetch: async (input, init = {}) => {
      const call = new AbortController()
      const end = (): void => {
        call.abort()
      }
      const { signal: given } = init
      if (given?.aborted === true) end()
      given?.addEventListener('abort', end)
      open.set(call, now())
      try {
        return await fetch(input, { ...init, signal: call.signal })
      } finally {
        open.delete(call)
      }
    },
    endBefore: (moment) => {
      for (const [call, made] of open) if (made < moment) call.abort()
    },
  }
}
