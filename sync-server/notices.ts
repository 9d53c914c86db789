import type { Logger } from 'pino'
import { bodyToEdit } from '#core/comments/mention-text.ts'
import type { InboxHost } from './http/inbox-host.ts'
import { hashSecret, newSecret, type RandomBytes } from './http/secrets.ts'
import { Digests, type Fresh } from './mail/digests.ts'
import type { QuotedNotice } from './mail/mail-text.ts'
import { MailSettings } from './mail/mail-settings.ts'
import { smtpMailer, type SmtpSettings } from './mail/smtp-mailer.ts'
import type { Clock } from './room/clock.ts'
import type { MemberDirectory } from './room/member.ts'
import { isBehind } from './room/notices/at-start.ts'
import type { StoredNotice } from './room/notices/inbox.ts'
import { shownInbox } from './room/notices/inbox-reader.ts'
import type { RoomRegistry } from './room/room-registry.ts'
import type { UpdateLog } from './room/update-log.ts'
import type { EmbeddedStore } from './store/embedded.ts'

export interface NoticesOptions {
  readonly store: EmbeddedStore
  readonly registry: RoomRegistry
  readonly updateLog: UpdateLog
  readonly directory: MemberDirectory
  readonly smtp: SmtpSettings | null
  readonly publicUrl: string
  readonly clock: Clock
  readonly random: RandomBytes
  readonly log: Logger
}

export interface Notices {
  readonly inbox: InboxHost
  readonly mail: MailSettings
  /** Tells what a crash kept from being told, and begins to send mail. */
  start(): void
  stop(): void
}

/** Characters of the text that a mail may quote. */
const QUOTE = 80

const excerpt = (text: string): string | null => {
  const line = text.replace(/\s+/gu, ' ').trim()
  if (line === '') return null
  return line.length <= QUOTE ? line : `${Array.from(line).slice(0, QUOTE).join('')}…`
}

/** Puts inboxes and mail together. */
export const openNotices = (options: NoticesOptions): Notices => {
  const { store, registry, directory, smtp, publicUrl, clock, random, log } = options
  const { inbox, mail: book, meta } = store
  const failed = (error: unknown): void =>
    log.error({ failure: error instanceof Error ? error.message : String(error) }, 'notices failed')
  const mailer = smtp === null ? null : smtpMailer(smtp, (failure) => log.warn(failure, 'mail not sent'))
  const tools = { book, clock, publicUrl, newSecret: () => newSecret(random), hash: hashSecret, failed }
  const mail = new MailSettings({
    ...tools,
    mailer,
    newest: async (member) => (await inbox.list(member, 'unread')).last,
  })

  /**
   * What the first of the decided suggestions said, or the comment as it stands: nothing of one that is deleted or
   * hidden. Of anything else nothing is quoted.
   */
  const quoteOf = async ({ document, seq, notice }: StoredNotice): Promise<string | null> => {
    if (notice.type !== 'decided' && notice.type !== 'mention' && notice.type !== 'reply') return null
    const opened = await registry.open(document)
    if (!opened.ok) return null
    const room = opened.value
    if (notice.type === 'decided') {
      const said = (await room.decisions.wordsOf(seq)).get(notice.suggestion)
      return said === undefined ? null : excerpt(said.after === '' ? said.before : said.after)
    }
    const comment = room.threads.get(notice.thread)?.comments.find(({ id }) => id === notice.comment)
    if (comment === undefined || comment.body === null || comment.hidden !== null) return null
    const { members } = meta.read()
    return excerpt(bodyToEdit(comment.body, (member) => members[member]?.name ?? ''))
  }
  const quoted = async (notice: StoredNotice): Promise<QuotedNotice> => {
    const known = meta.read()
    return {
      notice: notice.notice,
      name: known.members[notice.by]?.name ?? '',
      title: known.documents[notice.document]?.title ?? '',
      quote: await quoteOf(notice),
    }
  }
  const isPresent = (id: string): boolean => meta.read().members[id]?.removedAt === null
  const fresh = async (member: string, through: number): Promise<Fresh | null | 'gone'> => {
    const { members, groups } = meta.read()
    if (!isPresent(member)) return 'gone'
    const shown = await shownInbox(inbox, directory, member, 'unread')
    const notices = shown.notices.filter(({ id }) => id > through)
    const [newest] = notices
    if (newest === undefined) return null
    const mayQuote = groups[members[member]?.group ?? '']?.mailMayQuote === true
    const told: QuotedNotice[] = []
    if (mayQuote) for (const notice of notices.slice(0, QUOTED)) told.push(await quoted(notice))
    return { count: notices.length, newest: newest.id, quoted: mayQuote ? told : null }
  }
  const digests = mailer === null ? null : new Digests({ ...tools, mailer, fresh })

  let isStopped = false
  const catchUp = async (): Promise<void> => {
    for (const { member } of await book.all()) if (!isPresent(member)) await mail.remove(member)
    for (const { id, trashedAt } of Object.values(meta.read().documents)) {
      if (isStopped) return
      // Its room tells it when it opens.
      if (trashedAt === null && (await isBehind(id, inbox, options.updateLog))) await registry.open(id)
    }
  }

  return {
    inbox: {
      shown: (member) => shownInbox(inbox, directory, member),
      markRead: (member, through) => inbox.markRead(member, through),
      forgetMember: (member) => inbox.forgetMember(member),
    },
    mail,
    start: () => {
      catchUp().catch((error: unknown) => {
        if (!isStopped) failed(error)
      })
      digests?.start()
    },
    stop: () => {
      isStopped = true
      digests?.stop()
      mail.close()
    },
  }
}

/** So many notices a mail tells one by one. */
const QUOTED = 20
