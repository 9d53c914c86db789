import type { MailEvery } from '#core/protocol/api-inbox.ts'
import type { Clock } from '../room/clock.ts'
import { backoff } from './backoff.ts'
import type { MailBook, MailRecord } from './mail-book.ts'
import { digestText, type QuotedNotice } from './mail-text.ts'
import { writeMailToken } from './mail-token.ts'
import type { Mailer, SentMail } from './mailer.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const LOOK_EVERY = MINUTE
const PERIOD: Readonly<Record<MailEvery, number>> = { hour: 60 * MINUTE, day: DAY }
/** A link that turns mail off works this long after its mail. */
const OFF_WORKS = 90 * DAY

/** What a member has not read and was not mailed. */
export interface Fresh {
  readonly count: number
  /** The id of the newest of them. */
  readonly newest: number
  /** What they say; null where the group does not let mail say it. */
  readonly quoted: readonly QuotedNotice[] | null
}

export interface DigestPorts {
  readonly book: MailBook
  readonly mailer: Mailer
  readonly clock: Clock
  readonly publicUrl: string
  readonly newSecret: () => string
  readonly hash: (secret: string) => string
  /** Null when nothing unread lies behind `through`; `gone` when there is no such member any more. */
  readonly fresh: (member: string, through: number) => Promise<Fresh | null | 'gone'>
  readonly failed: (error: unknown) => void
}

/**
 * Sends each member with a confirmed address a digest, at most one an hour or a day, and only when something unread is
 * new [ACC622]. What a digest tells is marked before it is sent, and the mark is taken back when the mail server says
 * that it took nothing: of one that a crash or a broken connection interrupts nothing is known, and it is not sent
 * again. So no notice is mailed twice; one may stay unmailed, in the inbox [ACC625].
 */
export class Digests {
  readonly #ports: DigestPorts
  /** Failures in a row and when to try again, by member; under '' of the mail server itself. */
  readonly #troubles = new Map<string, { readonly failures: number; readonly until: number }>()
  #cancel: (() => void) | null = null
  #looking: Promise<void> | null = null
  #isStopped = false

  constructor(ports: DigestPorts) {
    this.#ports = ports
  }

  start(): void {
    if (this.#isStopped) return
    this.#cancel = this.#ports.clock.after(LOOK_EVERY, () => {
      this.#looking = this.#look()
        .catch((error: unknown) => {
          if (!this.#isStopped) this.#ports.failed(error)
        })
        .finally(() => this.start())
    })
  }

  /** Begins nothing more. A mail under way is marked already: nobody has to wait for it. */
  stop(): void {
    this.#isStopped = true
    this.#cancel?.()
  }

  /** For tests: resolves when the present round is over. */
  async settled(): Promise<void> {
    await this.#looking
  }

  async #look(): Promise<void> {
    for (const record of await this.#ports.book.all()) {
      if (this.#isStopped || this.#isTroubled('')) return
      try {
        if (this.#isDue(record)) await this.#digest(record)
      } catch (error) {
        this.#ports.failed(error)
      }
    }
  }

  #isDue({ member, confirmedAt, refused, digestAt, every }: MailRecord): boolean {
    const isTime = this.#ports.clock.now() >= digestAt + PERIOD[every]
    return confirmedAt !== null && !refused && isTime && !this.#isTroubled(member)
  }

  async #digest(record: MailRecord): Promise<void> {
    const { book, mailer, clock, publicUrl, newSecret, hash, fresh } = this.#ports
    const { member, address, language, through, digestAt } = record
    const found = await fresh(member, through)
    if (found === 'gone') return void (await book.change(member, () => null))
    if (found === null) return
    const now = clock.now()
    const secret = newSecret()
    await book.addOff(member, hash(secret), now, now - OFF_WORKS)
    const isSame = (one: MailRecord | null): one is MailRecord =>
      one !== null && one.address === address && one.confirmedAt === record.confirmedAt
    const marked = await book.change(member, (one) =>
      isSame(one) ? { ...one, through: found.newest, digestAt: now } : one,
    )
    if (!isSame(marked)) return
    const off = `${publicUrl}/mail/off/${writeMailToken({ member, secret })}`
    const { count, quoted } = found
    const words = digestText(language, { count, link: `${publicUrl}/`, off, quoted })
    const sent = await mailer.send({ to: address, off, ...words })
    this.#learn(member, sent)
    if (sent === 'refused')
      await book.change(member, (one) => (isSame(one) ? { ...one, refused: true } : one))
    if (sent === 'later' || sent === 'down')
      await book.change(member, (one) => (isSame(one) ? { ...one, through, digestAt } : one))
  }

  #learn(member: string, sent: SentMail): void {
    if (sent === 'down') this.#fail('')
    else this.#troubles.delete('')
    if (sent === 'later') this.#fail(member)
    else if (sent !== 'down') this.#troubles.delete(member)
  }

  #fail(who: string): void {
    const failures = (this.#troubles.get(who)?.failures ?? 0) + 1
    this.#troubles.set(who, { failures, until: this.#ports.clock.now() + backoff(failures) })
  }

  #isTroubled(who: string): boolean {
    return this.#ports.clock.now() < (this.#troubles.get(who)?.until ?? 0)
  }
}
