import type { MailEvery } from '#core/protocol/api-inbox.ts'
import type { Clock } from '../room/clock.ts'
import { backoff } from './backoff.ts'
import type { MailBook, MailLanguage, MailRecord } from './mail-book.ts'
import { confirmationText } from './mail-text.ts'
import { readMailToken, writeMailToken } from './mail-token.ts'
import type { Mailer } from './mailer.ts'

const CONFIRM_WITHIN = 48 * 60 * 60_000

export interface MailSettingsPorts {
  readonly book: MailBook
  /** Null: the operator has set up no mail. */
  readonly mailer: Mailer | null
  readonly clock: Clock
  /** Where people reach the server, without a slash at its end. */
  readonly publicUrl: string
  readonly newSecret: () => string
  readonly hash: (secret: string) => string
  /** The id of the newest notice of a member. */
  readonly newest: (member: string) => Promise<number>
  readonly failed: (error: unknown) => void
}

export interface MailWish {
  readonly address: string
  readonly every: MailEvery
  readonly language: MailLanguage
  /** Send the link again. */
  readonly again: boolean
}

/**
 * Where members want mail. An address counts when its owner has opened a link that was sent there, and until then
 * gets nothing but that link, once for each time that it is given [ACC621].
 */
export class MailSettings {
  readonly #ports: MailSettingsPorts
  /** Confirmations that could not be sent yet: how to stop trying. */
  readonly #trying = new Map<string, () => void>()

  constructor(ports: MailSettingsPorts) {
    this.#ports = ports
  }

  get isOffered(): boolean {
    return this.#ports.mailer !== null
  }

  of(member: string): Promise<MailRecord | null> {
    return this.#ports.book.get(member)
  }

  /** Forgets the address at once, and all that belonged to it [ACC620]. */
  async remove(member: string): Promise<void> {
    this.#stopTrying(member)
    await this.#ports.book.change(member, () => null)
  }

  /** `mayAsk` is called before a confirmation is sent, and rejects when there were too many. */
  async give(member: string, wish: MailWish, mayAsk: () => Promise<void>): Promise<MailRecord | null> {
    const { book, clock, newSecret, hash } = this.#ports
    const { address, every, language } = wish
    const before = await book.get(member)
    const isKnown =
      before?.address === address && !before.refused && !(wish.again && before.confirmedAt === null)
    if (isKnown) return book.change(member, (now) => (now === null ? null : { ...now, every, language }))
    await mayAsk()
    const secret = newSecret()
    // What an old address was told of and what turns its mail off goes with it.
    if (before?.address !== address) await book.change(member, () => null)
    const record = await book.change(member, () => ({
      member,
      address,
      every,
      language,
      confirmedAt: null,
      confirm: { hash: hash(secret), until: clock.now() + CONFIRM_WITHIN },
      refused: false,
      through: 0,
      digestAt: clock.now(),
    }))
    this.#stopTrying(member)
    this.#confirm(member, address, secret, language, 0)
    return record
  }

  /** The link of a confirmation was followed; false when it says nothing any more. */
  async confirm(token: string): Promise<boolean> {
    const { book, clock, hash, newest } = this.#ports
    const read = readMailToken(token)
    if (read === null) return false
    const hashed = hash(read.secret)
    const through = await newest(read.member)
    const record = await book.change(read.member, (now) => {
      if (now === null || now.confirm?.hash !== hashed || now.confirmedAt !== null) return now
      const at = clock.now()
      if (at > now.confirm.until) return now
      return { ...now, confirmedAt: at, through, digestAt: at }
    })
    return record !== null && record.confirm?.hash === hashed && record.confirmedAt !== null
  }

  /** The link that ends mail was followed: by whoever has it, as often as they like [ACC624]. */
  async off(token: string): Promise<void> {
    const { book, hash } = this.#ports
    const read = readMailToken(token)
    if (read !== null && (await book.hasOff(read.member, hash(read.secret)))) await this.remove(read.member)
  }

  close(): void {
    for (const stop of this.#trying.values()) stop()
    this.#trying.clear()
  }

  #stopTrying(member: string): void {
    this.#trying.get(member)?.()
    this.#trying.delete(member)
  }

  /** Nobody waits for it. Only this process knows the secret: after a restart its owner asks again. */
  #confirm(member: string, address: string, secret: string, language: MailLanguage, failures: number): void {
    const { book, mailer, clock, publicUrl, failed, hash } = this.#ports
    if (mailer === null) return
    let isWanted = true
    this.#trying.set(member, () => {
      isWanted = false
    })
    const link = `${publicUrl}/mail/confirm/${writeMailToken({ member, secret })}`
    const send = async (): Promise<void> => {
      const sent = await mailer.send({ to: address, off: null, ...confirmationText(language, link) })
      if (!isWanted) return
      if (sent === 'refused') {
        const hashed = hash(secret)
        await book.change(member, (now) => (now?.confirm?.hash === hashed ? { ...now, refused: true } : now))
      }
      if (sent !== 'later' && sent !== 'down') return void this.#trying.delete(member)
      const wait = backoff(failures + 1)
      if ((await book.get(member))?.confirm?.hash !== hash(secret) || !isWanted) return
      const cancel = clock.after(wait, () => this.#confirm(member, address, secret, language, failures + 1))
      this.#trying.set(member, cancel)
    }
    send().catch(failed)
  }
}
