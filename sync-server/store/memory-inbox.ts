import type { FeedMark, Inbox, MemberInbox, NewNotice, StoredNotice } from '../room/notices/inbox.ts'
import { INBOX_SIZE } from '../room/notices/inbox.ts'

const EMPTY: MemberInbox = { notices: [], read: 0, last: 0 }

/** Inboxes in memory, for tests: the whole contract but durability. */
export class MemoryInbox implements Inbox {
  readonly since: number
  readonly #marks = new Map<string, FeedMark>()
  readonly #members = new Map<string, MemberInbox>()

  constructor(since = 0) {
    this.since = since
  }

  async mark(document: string): Promise<FeedMark | null> {
    return this.#marks.get(document) ?? null
  }

  async deliver(document: string, mark: FeedMark, notices: readonly NewNotice[]): Promise<readonly string[]> {
    const known = this.#marks.get(document)?.seq ?? 0
    if (mark.seq <= known) return []
    this.#marks.set(document, mark)
    const told = new Set<string>()
    for (const { member, ...rest } of notices) {
      if (rest.seq <= known) continue
      const inbox = this.#members.get(member) ?? EMPTY
      const last = inbox.last + 1
      const stored: StoredNotice = { ...rest, document, id: last }
      this.#members.set(member, {
        ...inbox,
        last,
        notices: [stored, ...inbox.notices].filter(({ id }) => id > last - INBOX_SIZE),
      })
      told.add(member)
    }
    return [...told]
  }

  async list(member: string, which: 'all' | 'unread' = 'all'): Promise<MemberInbox> {
    const inbox = this.#members.get(member) ?? EMPTY
    if (which === 'all') return inbox
    return { ...inbox, notices: inbox.notices.filter(({ id }) => id > inbox.read) }
  }

  async markRead(member: string, through: number): Promise<void> {
    const inbox = this.#members.get(member)
    if (inbox === undefined) return
    const read = Math.max(inbox.read, Math.min(through, inbox.last))
    this.#members.set(member, { ...inbox, read })
  }

  async forgetMember(member: string): Promise<void> {
    this.#members.delete(member)
  }

  async forgetDocument(document: string): Promise<void> {
    this.#marks.delete(document)
    for (const [member, inbox] of this.#members)
      this.#members.set(member, {
        ...inbox,
        notices: inbox.notices.filter((notice) => notice.document !== document),
      })
  }
}
