const NAME = 'siyagha'

/** Their member has left this device; or has read what is in the inbox. */
type News = 'left' | 'read'

/** The other pages of this browser that show our server: one member, who leaves all of them at once [UI804]. */
export interface OtherPages {
  readonly tell: (news: News) => void
  /** Another page says so. Answers how to stop. */
  readonly on: (news: News, listener: () => void) => () => void
}

/** @param channel null where the browser has none: then the server ends the sockets of the other pages. */
export const createOtherPages = (channel: BroadcastChannel | null): OtherPages => ({
  tell: (news) => channel?.postMessage(news),
  on: (news, listener) => {
    const hear = ({ data }: MessageEvent<unknown>): void => {
      if (data === news) listener()
    }
    channel?.addEventListener('message', hear)
    return () => channel?.removeEventListener('message', hear)
  },
})

export const openOtherPages = (): OtherPages =>
  createOtherPages('BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null)
