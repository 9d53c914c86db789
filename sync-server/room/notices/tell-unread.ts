import type { MemberDirectory } from '../member.ts'
import type { Session } from '../session.ts'
import type { Inbox } from './inbox.ts'
import { shownInbox } from './inbox-reader.ts'

/** On their own sockets in a room, members hear at once how much there is that they have not read [ACC605]. */
export const tellUnread = async (
  sessions: ReadonlySet<Session>,
  members: readonly string[],
  inbox: Inbox,
  directory: MemberDirectory,
): Promise<void> => {
  for (const member of members) {
    const own = [...sessions].filter((session) => session.member.id === member)
    if (own.length === 0) continue
    const { unread } = await shownInbox(inbox, directory, member, 'unread')
    for (const session of own) session.control({ type: 'inbox', unread })
  }
}
