import { describe, expect, it } from 'vitest'
import type { ShownThread } from '../../../editor/sync/threads/shown-threads.ts'
import {
  filterThreads,
  OPEN_THREADS,
  THREAD_STATES,
  type ThreadFilter,
} from '../../../editor/ui/threads/thread-filter.ts'

const NAMES: Readonly<Record<string, string>> = { hala: 'هالة', samir: 'سمير', mona: 'منى' }
const nameOf = (id: string): string => NAMES[id] ?? 'عضو سابق'

interface Said {
  readonly by: string
  readonly body: string | null
  readonly mentions?: readonly string[]
}

const thread = (id: string, resolved: boolean, quote: string | null, ...said: Said[]): ShownThread => ({
  id,
  anchor:
    quote === null ? null : { start: '', end: '', bid: '', quote: { exact: quote, prefix: '', suffix: '' } },
  resolved: resolved ? { by: 'hala', at: 1 } : null,
  seq: 1,
  pending: false,
  comments: said.map(({ by, body, mentions = [] }, index) => ({
    id: `${id}.${index}`,
    by,
    body,
    mentions,
    at: 1,
    editedAt: null,
    pending: false,
  })),
})

const THREADS = [
  thread('1', false, null, { by: 'hala', body: 'على النصّ كلّه' }),
  thread('2', false, 'وقف القتال', { by: 'samir', body: 'رأيك يا <@hala>؟', mentions: ['hala'] }),
  thread('3', true, 'المساعدات', { by: 'samir', body: 'أُنجز' }, { by: 'hala', body: 'شكرًا' }),
  thread('4', false, 'المعتقلين', { by: 'mona', body: null }),
]
const ids = (filter: Partial<ThreadFilter>, me = 'hala'): string =>
  filterThreads(THREADS, { ...OPEN_THREADS, ...filter }, me, nameOf)
    .map(({ id }) => id)
    .join('')

describe('filters of discussions', () => {
  it('[UI612] let through the open ones first of all, in the order given', () => {
    expect(ids({})).toBe('124')
    expect(ids({ state: 'resolved' })).toBe('3')
    expect(ids({ state: null })).toBe('1234')
    expect(THREAD_STATES.map((state) => ids({ state }).length).reduce((one, two) => one + two)).toBe(4)
  })

  it('[UI612] let through those one wrote in, those that mention one, and those in which somebody wrote', () => {
    expect(ids({ state: null, concern: 'mine' })).toBe('13')
    expect(ids({ state: null, concern: 'mentions' })).toBe('2')
    expect(ids({ state: null, concern: 'mentions' }, 'mona')).toBe('')
    expect(ids({ state: null, author: 'samir' })).toBe('23')
    expect(ids({ author: 'samir' })).toBe('2')
  })

  it('[UI612] search folded in what was said, by whom, whom it mentions, and in what it is about', () => {
    expect(ids({ state: null, search: 'شكرا' })).toBe('3')
    expect(ids({ state: null, search: ' وَقْف ' })).toBe('2')
    expect(ids({ state: null, search: 'المُساعدات' })).toBe('3')
    expect(ids({ state: null, search: '@هاله' })).toBe('2')
    expect(ids({ state: null, search: 'منى' })).toBe('4')
    expect(ids({ search: 'شكرا' })).toBe('')
    expect(ids({ search: '  ' })).toBe('124')
  })
})
