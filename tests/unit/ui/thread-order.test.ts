import { describe, expect, it } from 'vitest'
import type { PlacedThread } from '../../../editor/extensions/comments/document-comments.ts'
import type { ShownThread } from '../../../editor/sync/threads/shown-threads.ts'
import {
  discussionsInOrder,
  threadsAt,
  threadsOnSuggestions,
} from '../../../editor/ui/threads/thread-order.ts'

const thread = (id: string, anchor: ShownThread['anchor'], comments = 1): ShownThread => ({
  id,
  anchor,
  resolved: null,
  seq: 1,
  pending: false,
  comments: Array.from({ length: comments }, (_, n) => ({
    id: `${id}.${n}`,
    by: 'hala',
    at: 1,
    body: 'كلام',
    editedAt: null,
    mentions: [],
    pending: false,
  })),
})
const at = (thread: string, kind: PlacedThread['kind']): PlacedThread => ({ thread, kind })
const ids = (threads: readonly ShownThread[]): string => threads.map(({ id }) => id).join('')

const THREADS = [
  thread('a', null),
  thread('b', { suggestion: 's1', renamed: ['s2'] }),
  thread('c', { suggestion: 's1' }, 2),
  thread('d', null),
]

describe('discussions in their order', () => {
  it('[UI612] are in the order of their places, those without one known yet at the end', () => {
    expect(ids(discussionsInOrder(THREADS, [at('d', 'text'), at('a', 'orphan')]))).toBe('dabc')
    expect(ids(discussionsInOrder(THREADS, []))).toBe('abcd')
    expect(ids(discussionsInOrder([], [at('d', 'text')]))).toBe('')
  })

  it('[UI613] a reason that nobody answered is a part of its suggestion for as long as that stands', () => {
    const places = [at('a', 'document'), at('b', 'suggestion'), at('c', 'suggestion'), at('d', 'text')]
    expect(ids(discussionsInOrder(THREADS, places))).toBe('acd')
    expect(ids(discussionsInOrder(THREADS, [at('b', 'orphan'), at('c', 'orphan')]))).toBe('bcad')
  })

  it('[UI613] stand on a suggestion under every name that it has', () => {
    const on = threadsOnSuggestions(THREADS)
    expect(ids(on.get('s1') ?? [])).toBe('bc')
    expect(ids(on.get('s2') ?? [])).toBe('b')
    expect(on.size).toBe(2)
  })

  it('[UI612] are told apart by the kind of their place', () => {
    const places = [at('a', 'orphan'), at('b', 'text'), at('c', 'block')]
    expect([...threadsAt(places, ['text', 'block'])]).toEqual(['b', 'c'])
    expect([...threadsAt(places, ['orphan'])]).toEqual(['a'])
  })
})
