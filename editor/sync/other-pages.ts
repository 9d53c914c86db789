const NAME = 'siyagha'
const LEFT = 'left'

/** The other pages of this browser that show our server: one member, who leaves all of them at once [UI804]. */
export interface OtherPages {
  /** Their member has left this device. */
  readonly tellLeft: () => void
  /** Another page says so. */
  readonly onLeft: (listener: () => void) => void
}

/** @param channel null where the browser has none: then the server ends the sockets of the other pages. */
export const createOtherPages = (channel: BroadcastChannel | null): OtherPages => ({
  tellLeft: () => channel?.postMessage(LEFT),
  onLeft: (listener) => {
    channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (data === LEFT) listener()
    })
  },
})

export const openOtherPages = (): OtherPages =>
  createOtherPages('BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null)
