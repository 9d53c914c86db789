import { describe, expect, it } from 'vitest'
import { MailSettings } from '../../../sync-server/mail/mail-settings.ts'
import type { OutgoingMail, SentMail } from '../../../sync-server/mail/mailer.ts'
import { MemoryMailBook } from '../../../sync-server/store/memory-mail-book.ts'
import { FakeClock } from '../../support/fake-clock.ts'

const MINUTE = 60_000

const office = () => {
  const clock = new FakeClock()
  const book = new MemoryMailBook()
  const tried: OutgoingMail[] = []
  const answers: SentMail[] = []
  let secrets = 0
  const settings = new MailSettings({
    book,
    clock,
    publicUrl: 'https://text.example.org',
    newSecret: () => `secret-of-sixteen-${++secrets}`,
    hash: (secret) => `hash of ${secret}`,
    newest: async () => 7,
    failed: (error) => {
      throw error
    },
    mailer: {
      send: async (mail) => {
        tried.push(mail)
        return answers.shift() ?? 'sent'
      },
    },
  })
  const give = (address: string, again = false) =>
    settings.give('m', { address, every: 'day', language: 'en', again }, async () => undefined)
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve()
  }
  const tokenOf = (mail: OutgoingMail | undefined): string =>
    /\/mail\/confirm\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
  return { clock, book, tried, answers, settings, give, turns, tokenOf }
}

describe('an address', () => {
  it('[ACC621] gets its link when the mail server can take it, ever later, and once', async () => {
    const { clock, tried, answers, give, turns, settings, tokenOf } = office()
    answers.push('down', 'later')
    await give('a@example.org')
    await turns()
    expect(tried.length).toBe(1)
    clock.advance(MINUTE)
    await turns()
    clock.advance(MINUTE)
    await turns()
    expect(tried.length).toBe(2)
    clock.advance(MINUTE)
    await turns()
    expect([tried.length, new Set(tried.map(tokenOf)).size, clock.pending]).toEqual([3, 1, 0])
    expect(await settings.confirm(tokenOf(tried[2]))).toBe(true)
  })

  it('[ACC621] that is given anew gets the new link only, and only that one counts', async () => {
    const { tried, give, turns, settings, tokenOf } = office()
    await give('a@example.org')
    await give('a@example.org')
    await turns()
    expect(tried.length).toBe(1)
    await give('a@example.org', true)
    await turns()
    expect(await settings.confirm(tokenOf(tried[0]))).toBe(false)
    expect(await settings.confirm(tokenOf(tried[1]))).toBe(true)
    await give('b@example.org')
    await turns()
    expect(await settings.confirm(tokenOf(tried[1]))).toBe(false)
    expect((await settings.of('m'))?.confirmedAt).toBe(null)
  })

  it('[ACC622] is told of nothing that came before it was confirmed', async () => {
    const { tried, give, turns, settings, tokenOf, clock } = office()
    await give('a@example.org')
    await turns()
    clock.advance(MINUTE)
    await settings.confirm(tokenOf(tried[0]))
    expect(await settings.of('m')).toMatchObject({ through: 7, digestAt: clock.now() })
  })

  it('[ACC620] that is taken back is not tried any more', async () => {
    const { clock, tried, answers, give, turns, settings } = office()
    answers.push('down')
    await give('a@example.org')
    await turns()
    await settings.remove('m')
    clock.advance(60 * MINUTE)
    await turns()
    expect([tried.length, clock.pending, await settings.of('m')]).toEqual([1, 0, null])
  })

  it('[ACC625] is not tried any more when the server stops', async () => {
    const { clock, answers, give, turns, settings } = office()
    answers.push('down')
    await give('a@example.org')
    await turns()
    settings.close()
    expect(clock.pending).toBe(0)
  })
})
