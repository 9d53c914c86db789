import { describe, expect, it } from 'vitest'
import { Digests, type Fresh } from '../../../sync-server/mail/digests.ts'
import type { MailRecord } from '../../../sync-server/mail/mail-book.ts'
import type { OutgoingMail, SentMail } from '../../../sync-server/mail/mailer.ts'
import { MemoryMailBook } from '../../../sync-server/store/memory-mail-book.ts'
import { FakeClock } from '../../support/fake-clock.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const office = async (members: readonly string[] = ['m']) => {
  const clock = new FakeClock()
  const book = new MemoryMailBook()
  const sent: OutgoingMail[] = []
  /** What the mail server answers, in order; `sent` afterwards. */
  const answers: SentMail[] = []
  const unread = new Map<string, number>()
  const gone = new Set<string>()
  const failures: unknown[] = []
  let onSend = async (): Promise<void> => undefined
  let secrets = 0
  const digests = new Digests({
    book,
    clock,
    publicUrl: 'https://text.example.org',
    newSecret: () => `secret-of-sixteen-${++secrets}`,
    hash: (secret) => `hash of ${secret}`,
    mailer: {
      send: async (mail) => {
        await onSend()
        const answer = answers.shift() ?? 'sent'
        if (answer === 'sent' || answer === 'unknown') sent.push(mail)
        return answer
      },
    },
    fresh: async (member, through): Promise<Fresh | null | 'gone'> => {
      const newest = unread.get(member) ?? 0
      if (gone.has(member)) return 'gone'
      return newest > through ? { count: newest - through, newest, quoted: null } : null
    },
    failed: (error) => failures.push(error),
  })
  const change = (member: string, over: Partial<MailRecord>) =>
    book.change(member, () => ({
      member,
      address: `${member}@example.org`,
      every: 'hour',
      language: 'en',
      confirmedAt: clock.now(),
      confirm: null,
      refused: false,
      through: 0,
      digestAt: clock.now(),
      ...over,
    }))
  for (const member of members) await change(member, {})
  digests.start()
  /** Minute after minute, each round to its end. */
  const pass = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += MINUTE) {
      clock.advance(MINUTE)
      await digests.settled()
    }
  }
  const hold = (act: () => Promise<void>): void => {
    onSend = act
  }
  const counts = () => sent.map(({ subject }) => subject.replace('Siyagha: ', ''))
  return { clock, book, sent, answers, unread, gone, failures, digests, change, pass, hold, counts }
}

describe('digests', () => {
  it('[ACC622] come after a period, not before, and not without news', async () => {
    const { unread, pass, counts } = await office()
    unread.set('m', 2)
    await pass(HOUR - MINUTE)
    expect(counts()).toEqual([])
    await pass(MINUTE)
    expect(counts()).toEqual(['2 new notices'])
    await pass(5 * HOUR)
    expect(counts().length).toBe(1)
    unread.set('m', 3)
    await pass(MINUTE)
    expect(counts()).toEqual(['2 new notices', 'one new notice'])
    unread.set('m', 4)
    await pass(HOUR - MINUTE)
    expect(counts().length).toBe(2)
    await pass(MINUTE)
    expect(counts().length).toBe(3)
  })

  it('[ACC622] come once a day to who wants that', async () => {
    const { change, unread, pass, counts } = await office([])
    await change('d', { every: 'day' })
    unread.set('d', 1)
    await pass(DAY - MINUTE)
    expect(counts().length).toBe(0)
    await pass(MINUTE)
    unread.set('d', 2)
    await pass(DAY - MINUTE)
    expect(counts().length).toBe(1)
  })

  it('[ACC621] never go to an address that is not confirmed, or that refused', async () => {
    const { change, unread, pass, sent } = await office([])
    await change('u', { confirmedAt: null })
    await change('r', { refused: true })
    unread.set('u', 1).set('r', 1)
    await pass(3 * HOUR)
    expect(sent).toEqual([])
  })

  it('[ACC625] what was not taken is sent later with what came meanwhile, ever more rarely', async () => {
    const { answers, unread, pass, counts, book } = await office()
    answers.push('later', 'down', 'later')
    unread.set('m', 1)
    await pass(HOUR)
    expect([answers.length, (await book.get('m'))?.through]).toEqual([2, 0])
    unread.set('m', 3)
    await pass(MINUTE)
    expect(answers.length).toBe(1)
    await pass(MINUTE)
    expect(answers.length).toBe(0)
    expect(counts()).toEqual([])
    await pass(2 * MINUTE)
    expect(counts()).toEqual(['3 new notices'])
    expect((await book.get('m'))?.through).toBe(3)
  })

  it('[ACC625] a mail server that is down is asked once a round, not once a member', async () => {
    const { answers, unread, pass, counts } = await office(['a', 'b', 'c'])
    answers.push('down')
    for (const member of ['a', 'b', 'c']) unread.set(member, 1)
    await pass(HOUR)
    expect([answers.length, counts().length]).toEqual([0, 0])
    await pass(MINUTE)
    expect(counts().length).toBe(3)
  })

  it('[ACC625] one whose fate is unknown is not sent again', async () => {
    const { answers, unread, pass, counts } = await office()
    answers.push('unknown')
    unread.set('m', 1)
    await pass(3 * DAY)
    expect(counts().length).toBe(1)
  })

  it('[ACC625] is marked before it is sent: a process that dies while it sends does not send it again', async () => {
    const { unread, pass, hold, book, clock, digests } = await office()
    unread.set('m', 4)
    const marks: number[] = []
    hold(async () => {
      marks.push((await book.get('m'))?.through ?? -1)
      expect((await book.get('m'))?.digestAt).toBe(clock.now())
    })
    await pass(HOUR)
    expect(marks).toEqual([4])
    digests.stop()
  })

  it('[ACC625] a recipient that is refused for good is told nothing more, the others are', async () => {
    const { answers, unread, pass, counts, book } = await office(['a', 'b'])
    answers.push('refused')
    unread.set('a', 1).set('b', 1)
    await pass(HOUR)
    expect([(await book.get('a'))?.refused, counts().length]).toEqual([true, 1])
    unread.set('a', 2)
    await pass(DAY)
    expect(counts().length).toBe(1)
  })

  it('[ACC624] an address that is taken back while a mail is under way stays away', async () => {
    const { answers, unread, pass, hold, book } = await office()
    unread.set('m', 1)
    answers.push('later')
    hold(async () => void (await book.change('m', () => null)))
    await pass(HOUR)
    expect([answers.length, await book.get('m')]).toEqual([0, null])
  })

  it('[ACC620] whoever is no member any more is erased', async () => {
    const { gone, pass, book, sent } = await office()
    gone.add('m')
    await pass(HOUR)
    expect([await book.get('m'), sent]).toEqual([null, []])
  })

  it('[ACC625] stop with the server', async () => {
    const { digests, unread, pass, clock, sent } = await office()
    unread.set('m', 1)
    digests.stop()
    expect(clock.pending).toBe(0)
    await pass(DAY)
    expect(sent).toEqual([])
  })
})
