import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { permits } from '#core/access/permits.ts'
import type { ApiInbox, ApiNotice } from '#core/protocol/api-inbox.ts'
import type { ApiJoined } from '#core/protocol/api.ts'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useSession } from '../session/session-provider.tsx'
import { showBrowserNotice, wantsBrowserNotices } from './browser-notices.ts'

/** A notice, and the group that it came from. */
export interface ListedNotice extends ApiNotice {
  readonly group: string
}

interface Inbox {
  /** The memberships that can be told of anything. */
  readonly memberships: readonly ApiJoined[]
  /** Newest first, over all groups; null before the first answer. */
  readonly notices: readonly ListedNotice[] | null
  readonly unread: number
  readonly hasOlder: boolean
  readonly refresh: () => void
  readonly showOlder: () => void
  /** Everything in the group up to this notice; all groups for null. */
  readonly markRead: (through: ListedNotice | null) => void
}

const InboxContext = createContext<Inbox | null>(null)

const ASK_EVERY = 60_000
const NOBODY: readonly ApiJoined[] = []

/** The inboxes of this device's members: asked for once a minute and whenever the page is looked at again [UI640]. */
export function InboxProvider({ children }: { readonly children: ReactNode }) {
  const { api, others } = useServices()
  const { state } = useSession()
  const messages = useMessages()
  const [inboxes, setInboxes] = useState<ReadonlyMap<string, ApiInbox>>(new Map())
  const memberships = useMemo(
    () =>
      state.kind === 'signed-in'
        ? state.session.memberships.filter(({ member }) => permits(member.role, 'drafting', 'follow'))
        : NOBODY,
    [state],
  )
  const put = useCallback((group: string, change: (now: ApiInbox | undefined) => ApiInbox) => {
    setInboxes((now) => new Map(now).set(group, change(now.get(group))))
  }, [])

  const refresh = useCallback(() => {
    for (const { group } of memberships)
      void api.inbox(group.id).then((read) => {
        // What is shown stays while the server cannot be asked.
        if (read.ok) put(group.id, (now) => joined(read.value, now))
      })
  }, [api, memberships, put])

  useEffect(() => {
    refresh()
    const asked = setInterval(() => {
      if (document.visibilityState === 'visible' || wantsBrowserNotices()) refresh()
    }, ASK_EVERY)
    const looked = (): void => {
      if (document.visibilityState === 'visible') refresh()
    }
    document.addEventListener('visibilitychange', looked)
    const stop = others.on('read', refresh)
    return () => {
      stop()
      clearInterval(asked)
      document.removeEventListener('visibilitychange', looked)
    }
  }, [others, refresh])

  const showOlder = useCallback(() => {
    for (const [group, { next }] of inboxes)
      if (next !== null)
        void api.inbox(group, next).then((read) => {
          if (read.ok) put(group, (now) => withOlder(read.value, now))
        })
  }, [api, inboxes, put])

  const markRead = useCallback(
    (through: ListedNotice | null) => {
      for (const [group, { entries }] of inboxes) {
        const [newest] = entries
        if (newest === undefined || (through !== null && through.group !== group)) continue
        const id = through?.id ?? newest.id
        // Shown at once; the server's answer sets the count right.
        put(group, (now) => readThrough(now ?? EMPTY, id, null))
        void api.readInbox(group, id).then((read) => {
          if (!read.ok) return
          put(group, (now) => readThrough(now ?? EMPTY, id, read.value.unread))
          others.tell('read')
        })
      }
    },
    [api, inboxes, others, put],
  )

  const value = useMemo<Inbox>(() => {
    const shown = memberships.flatMap(({ group }) => {
      const inbox = inboxes.get(group.id)
      return inbox === undefined ? [] : [{ group: group.id, inbox }]
    })
    const notices = shown
      .flatMap(({ group, inbox }) => inbox.entries.map((entry) => ({ ...entry, group })))
      .sort((one, two) => two.at - one.at || two.id - one.id)
    return {
      memberships,
      notices: shown.length < memberships.length && notices.length === 0 ? null : notices,
      unread: shown.reduce((sum, { inbox }) => sum + inbox.unread, 0),
      hasOlder: shown.some(({ inbox }) => inbox.next !== null),
      refresh,
      showOlder,
      markRead,
    }
  }, [inboxes, markRead, memberships, refresh, showOlder])

  /** What was unread when the page was last looked at, or told through the browser. */
  const known = useRef(0)
  useEffect(() => {
    const { unread } = value
    if (document.visibilityState === 'hidden' && unread > known.current)
      showBrowserNotice(messages.t('inbox.heard', { count: unread }), messages.language)
    known.current = unread
  }, [messages, value])

  return <InboxContext value={value}>{children}</InboxContext>
}

export const useInbox = (): Inbox => {
  const inbox = useContext(InboxContext)
  if (inbox === null) throw new Error('no InboxProvider above this component')
  return inbox
}

const EMPTY: ApiInbox = { entries: [], next: null, unread: 0 }

/** The newest page, and behind it what was shown of older ones, unless something between is missing. */
const joined = (page: ApiInbox, shown: ApiInbox | undefined): ApiInbox => {
  const last = page.entries.at(-1)
  if (shown === undefined || last === undefined || page.next === null) return page
  const older = shown.entries.filter(({ id }) => id < last.id)
  const meets = shown.entries.some(({ id }) => id >= last.id)
  return meets && older.length > 0
    ? { ...page, entries: [...page.entries, ...older], next: shown.next }
    : page
}

const withOlder = (page: ApiInbox, shown: ApiInbox | undefined): ApiInbox => {
  const known = new Set(shown?.entries.map(({ id }) => id))
  const older = page.entries.filter(({ id }) => !known.has(id))
  return { ...page, entries: [...(shown?.entries ?? []), ...older] }
}

const readThrough = (inbox: ApiInbox, through: number, unread: number | null): ApiInbox => {
  const entries = inbox.entries.map((entry) => (entry.id <= through ? { ...entry, read: true } : entry))
  const left = entries.filter(({ read }) => !read).length
  return { ...inbox, entries, unread: unread ?? Math.min(left, inbox.unread) }
}
