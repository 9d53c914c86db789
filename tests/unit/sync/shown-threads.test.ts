import { describe, expect, it } from 'vitest'
import type { ApiThread } from '#core/protocol/api-threads.ts'
import { createShowThreads, showThread } from '../../../editor/sync/threads/shown-threads.ts'
import type { OutboxEntry, ThreadCommand } from '../../../editor/sync/threads/thread-command.ts'

const thread: ApiThread = {
  id: 't',
  anchor: null,
  resolved: null,
  seq: 4,
  comments: [
    { id: 't.0', by: 'm2', at: 1, body: 'first', editedAt: null, mentions: [] },
    { id: 'c1', by: 'm1', at: 2, body: 'mine', editedAt: null, mentions: [] },
  ],
}
const waiting = (...commands: ThreadCommand[]): OutboxEntry[] =>
  commands.map((command, index) => ({ id: `e${index}`, at: 10 + index, command, refusal: null }))

const PLACE = { start: 'AA==', end: 'AA==', bid: 'b', quote: { exact: 'x', prefix: '', suffix: '' } }

const cases: readonly (readonly [string, ThreadCommand, object])[] = [
  [
    'a state',
    { kind: 'resolve', thread: 't', resolved: true },
    { pending: true, resolved: { by: 'm1', at: 10 } },
  ],
  ['a place', { kind: 'reanchor', thread: 't', anchor: PLACE }, { pending: true, anchor: PLACE }],
  [
    'a reply',
    { kind: 'reply', thread: 't', comment: 'c2', body: 'more' },
    {
      pending: false,
      comments: [
        { id: 't.0' },
        { id: 'c1', pending: false },
        { id: 'c2', by: 'm1', body: 'more', pending: true },
      ],
    },
  ],
  [
    'a change',
    { kind: 'edit', thread: 't', comment: 'c1', body: 'better' },
    {
      comments: [
        { body: 'first', pending: false },
        { body: 'better', editedAt: 10, pending: true },
      ],
    },
  ],
  [
    'a deletion',
    { kind: 'delete', thread: 't', comment: 'c1' },
    { comments: [{ body: 'first' }, { body: null, deleted: true, pending: true }] },
  ],
  [
    'a comment hidden',
    { kind: 'hide', thread: 't', comment: 't.0', hidden: true, reason: 'names' },
    { comments: [{ hidden: { by: 'm1', at: 10, reason: 'names' }, pending: true }, {}] },
  ],
]

describe('a thread with what waits for it', () => {
  it.each(cases)('[THR102] shows %s', (_name, command, expected) => {
    expect(showThread(thread, waiting(command), 'm1')).toMatchObject(expected)
  })

  it.each(cases)('[THR102] doing it twice is doing it once: %s', (_name, command) => {
    const [entry] = waiting(command)
    if (entry === undefined) throw new Error('nothing waits')
    expect(showThread(thread, [entry, entry], 'm1')).toEqual(showThread(thread, [entry], 'm1'))
  })

  it('[THR102] shows a comment again that is hidden no more', () => {
    const hidden = { by: 'm1', at: 3, reason: 'names' }
    const [first, ...rest] = thread.comments
    if (first === undefined) throw new Error('no comment')
    const before = { ...thread, comments: [{ ...first, hidden }, ...rest] }
    const command: ThreadCommand = { kind: 'hide', thread: 't', comment: 't.0', hidden: false, reason: '' }
    expect(showThread(before, waiting(command), 'm1')?.comments[0]).not.toHaveProperty('hidden')
  })

  it('[THR102] what waits for a thread that is not there shows nothing', () => {
    expect(showThread(null, waiting({ kind: 'resolve', thread: 't', resolved: true }), 'm1')).toBeNull()
  })

  it('[THR102] a thread is the same object until something of it changes', () => {
    const show = createShowThreads('m1')
    const other = { ...thread, id: 'u' }
    const first = show([thread, other], [])
    expect(show([thread, other], [])).toBe(first)
    const entries = waiting({ kind: 'resolve', thread: 't', resolved: true })
    const second = show([thread, other], entries)
    expect(second[0]).not.toBe(first[0])
    expect(second[1]).toBe(first[1])
    expect(show([thread, other], [...entries])).toBe(second)
  })
})
