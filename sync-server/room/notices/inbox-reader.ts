import { permits } from '#core/access/permits.ts'
import type { MemberDirectory } from '../member.ts'
import type { Inbox, StoredNotice } from './inbox.ts'

/** What a member is shown of their inbox now. */
export interface ShownInbox {
  /** Newest first. */
  readonly notices: readonly StoredNotice[]
  readonly read: number
  readonly last: number
  readonly unread: number
}

/**
 * A member's inbox as far as they may follow the documents now: of a text in the trash, or after their role became
 * that of a viewer, nothing is told any more [ACC603].
 */
export const shownInbox = async (
  inbox: Inbox,
  directory: MemberDirectory,
  member: string,
  which: 'all' | 'unread' = 'all',
): Promise<ShownInbox> => {
  const { notices, read, last } = await inbox.list(member, which)
  const follows = new Map<string, boolean>()
  for (const { document } of notices)
    if (!follows.has(document)) follows.set(document, mayFollow(directory, document, member))
  const shown = notices.filter(({ document }) => follows.get(document) === true)
  return { notices: shown, read, last, unread: shown.filter(({ id }) => id > read).length }
}

/** May they follow this document? That does not depend on its stage. */
export const mayFollow = (directory: MemberDirectory, document: string, member: string): boolean => {
  const found = directory.lookup(document, member)
  return typeof found !== 'string' && permits(found.role, 'drafting', 'follow')
}
