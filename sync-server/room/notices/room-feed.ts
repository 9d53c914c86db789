import type { BlockContent } from '#core/schema/content.ts'
import type { DecisionBook } from '../decision-book.ts'
import type { Replayed } from '../replay.ts'
import type { RoomPorts } from '../room-ports.ts'
import type { Session } from '../session.ts'
import type { Thread } from '../thread.ts'
import { mayFollow } from './inbox-reader.ts'
import { NoticeFeed } from './notice-feed.ts'
import { openUnderLocks } from './open-under-locks.ts'
import { tellUnread } from './tell-unread.ts'

/** What the feed asks of its room: each is what holds when it is asked. */
interface FedRoom {
  readonly decisions: () => DecisionBook
  readonly thread: (id: string) => Thread | null
  readonly content: () => readonly BlockContent[]
  readonly sessions: () => ReadonlySet<Session>
}

/** The feed that tells members of what happens in one open document. */
export const roomFeed = (
  document: string,
  { seq, facts }: Replayed,
  { inbox, log, clock, directory, limits, report }: RoomPorts,
  room: FedRoom,
): NoticeFeed => {
  const failed = (error: unknown): void => report({ type: 'feed-failed', document, error })
  return new NoticeFeed(
    document,
    { seq, locks: facts.locks },
    {
      inbox,
      log,
      clock,
      retry: limits.retry,
      around: {
        followers: (at) =>
          directory.members(document, at).filter((member) => mayFollow(directory, document, member)),
        decided: (decision) => {
          const entry = room.decisions().command(decision)?.entry
          return entry?.type === 'decided' ? entry.suggestions : null
        },
        thread: room.thread,
        openUnder: (locks, before) => openUnderLocks(room.content(), locks, before),
      },
      told: (members) => void tellUnread(room.sessions(), members, inbox, directory).catch(failed),
      failed,
    },
  )
}
