import type { MailEvery } from '#core/protocol/api-inbox.ts'
import type { ShownInbox } from '../room/notices/inbox-reader.ts'

/** The inboxes as the HTTP side sees them. */
export interface InboxHost {
  /** As far as the member may follow the documents now. */
  shown(member: string): Promise<ShownInbox>
  markRead(member: string, through: number): Promise<void>
  forgetMember(member: string): Promise<void>
}

export interface MailSetting {
  readonly address: string
  readonly every: MailEvery
  readonly confirmedAt: number | null
  readonly refused: boolean
}

/** Where members want mail, as the HTTP side sees it. */
export interface MailHost {
  /** Has the operator set up mail? */
  readonly isOffered: boolean
  of(member: string): Promise<MailSetting | null>
  remove(member: string): Promise<void>
  give(
    member: string,
    wish: {
      readonly address: string
      readonly every: MailEvery
      readonly language: 'ar' | 'en' | 'fr'
      readonly again: boolean
    },
    mayAsk: () => Promise<void>,
  ): Promise<MailSetting | null>
  confirm(token: string): Promise<boolean>
  off(token: string): Promise<void>
}
