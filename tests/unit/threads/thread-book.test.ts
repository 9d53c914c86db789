import { describe, expect, it } from 'vitest'
import { ThreadBook } from '../../../sync-server/room/thread-book.ts'
import { entryFor, THREAD_LIMITS, type ThreadCommand } from '../../../sync-server/room/thread-commands.ts'
import { readThreadEntry } from '../../../sync-server/room/thread-entries.ts'
import type { Thread } from '../../../sync-server/room/thread.ts'

const MEMBERS = new Set(['ann', 'bob', 'fay'])

/** A book to which members speak: each command is an entry of its own, numbered from 1. */
const talk = (book = new ThreadBook()) => {
  let seq = 0
  return {
    book,
    /** `written`, `so already` or the failure. */
    say: (by: string, command: ThreadCommand): string => {
      const entry = entryFor(book, by, command, (id) => MEMBERS.has(id))
      if (!entry.ok) return entry.error
      if (entry.value === null) return 'so already'
      seq++
      // What the log gives back is what was written.
      const read = readThreadEntry(JSON.parse(JSON.stringify(entry.value)))
      if (read === null) throw new Error('not read again')
      expect(read).toEqual(entry.value)
      expect(book.note({ entry: read, by, at: 1_000 + seq }, seq)).toBe(true)
      return 'written'
    },
  }
}

const PLACE = { start: 'AA==', end: 'AQ==', bid: 'b1', quote: { exact: 'كلام', prefix: '', suffix: '.' } }
const begin = (thread: string, body = 'first', anchor: Thread['anchor'] = null): ThreadCommand => ({
  type: 'begin',
  thread,
  anchor,
  body,
})
const reply = (thread: string, comment: string, body = 'reply'): ThreadCommand => ({
  type: 'comment',
  thread,
  comment,
  body,
})

describe('the book of threads', () => {
  it('[THR1] a thread has its comments in order, with author and time, and the number of its last entry', () => {
    const { book, say } = talk()
    expect(say('ann', begin('t', 'hello <@bob> <@nobody>', PLACE))).toBe('written')
    expect(say('bob', reply('t', 'c', 'hi'))).toBe('written')
    expect(say('bob', { type: 'resolve', thread: 't', resolved: true })).toBe('written')
    const { made: first, ...one } = book.get('t')?.comments[0] ?? { made: '' }
    expect(first).not.toBe('')
    expect(one).toEqual({
      id: 't.0',
      by: 'ann',
      at: 1_001,
      seq: 1,
      body: 'hello <@bob> <@nobody>',
      mentions: ['bob'],
      editedAt: null,
      hidden: null,
    })
    expect(book.get('t')).toMatchObject({
      id: 't',
      anchor: PLACE,
      resolved: { by: 'bob', at: 1_003 },
      comments: [{ by: 'ann' }, { id: 'c', by: 'bob', at: 1_002, body: 'hi' }],
      seq: 3,
    })
    expect(say('ann', { type: 'resolve', thread: 't', resolved: false })).toBe('written')
    expect(book.get('t')?.resolved).toBeNull()
    expect(book.get('t')?.comments.length).toBe(2)
  })

  it('[THR12] gives what changed after a number, in the order of beginning', () => {
    const { book, say } = talk()
    for (const id of ['x', 'a', 'm']) say('ann', begin(id))
    say('bob', reply('x', 'c'))
    expect(book.since(0).map(({ id }) => id)).toEqual(['x', 'a', 'm'])
    expect(book.since(2).map(({ id }) => id)).toEqual(['x', 'm'])
    expect(book.since(4)).toEqual([])
  })

  it('[THR3] what is so already writes nothing', () => {
    const { say } = talk()
    const commands: readonly [string, ThreadCommand][] = [
      ['ann', begin('t', 'one', PLACE)],
      ['bob', reply('t', 'c', 'two')],
      ['bob', { type: 'edit', thread: 't', comment: 'c', body: 'three' }],
      ['ann', { type: 'resolve', thread: 't', resolved: true }],
      ['bob', { type: 'anchor', thread: 't', anchor: { ...PLACE, bid: 'b2' } }],
      ['fay', { type: 'hide', thread: 't', comment: 'c', hidden: true, reason: 'rude' }],
    ]
    for (const [by, command] of commands) expect(say(by, command)).toBe('written')
    // Also after everything else has changed what they made.
    for (const [by, command] of commands)
      expect([command.type, say(by, command)]).toEqual([command.type, 'so already'])
    expect(say('bob', { type: 'delete', thread: 't', comment: 'c' })).toBe('written')
    expect(say('bob', { type: 'delete', thread: 't', comment: 'c' })).toBe('so already')
    expect(say('bob', reply('t', 'c', 'two'))).toBe('so already')
    expect(say('fay', { type: 'hide', thread: 't', comment: 't.0', hidden: false, reason: '' })).toBe(
      'so already',
    )
  })

  it('[THR3] an id is its author’s and its words’ for ever', () => {
    const { book, say } = talk()
    say('ann', begin('t', 'one', PLACE))
    say('bob', reply('t', 'c', 'two'))
    say('ann', begin('u'))
    const before = JSON.stringify(book.remembered())
    for (const [by, command] of [
      ['bob', begin('t', 'one', PLACE)],
      ['ann', begin('t', 'other', PLACE)],
      ['ann', begin('t', 'one', null)],
      ['ann', begin('t', 'one', { suggestion: 's' })],
      ['ann', reply('t', 'c', 'two')],
      ['bob', reply('t', 'c', 'other')],
      ['bob', reply('u', 'c', 'two')],
      ['ann', reply('t', 't.0', 'one')],
      ['ann', reply('u', 't.0', 'one')],
    ] as const)
      expect(say(by, command)).toBe('conflict')
    say('bob', { type: 'edit', thread: 't', comment: 'c', body: 'three' })
    expect(say('bob', reply('t', 'c', 'three'))).toBe('conflict')
    say('bob', { type: 'edit', thread: 't', comment: 'c', body: 'two' })
    say('bob', { type: 'delete', thread: 't', comment: 'c' })
    expect(say('ann', reply('t', 'c', 'two'))).toBe('conflict')
    expect(before).toContain('two')
  })

  it('[THR2] nobody edits or deletes what another wrote', () => {
    const { say } = talk()
    say('ann', begin('t'))
    say('bob', reply('t', 'c'))
    for (const [by, comment] of [
      ['bob', 't.0'],
      ['fay', 'c'],
      ['ann', 'c'],
    ] as const) {
      expect(say(by, { type: 'edit', thread: 't', comment, body: 'x' })).toBe('forbidden')
      expect(say(by, { type: 'delete', thread: 't', comment })).toBe('forbidden')
    }
  })

  it('[THR5] of a deleted comment nothing is left but who and when; it comes back by nothing', () => {
    const { book, say } = talk()
    say('ann', begin('t', 'a secret'))
    say('ann', { type: 'edit', thread: 't', comment: 't.0', body: 'a secret about <@bob>' })
    say('fay', { type: 'hide', thread: 't', comment: 't.0', hidden: true, reason: 'not now' })
    say('ann', { type: 'delete', thread: 't', comment: 't.0' })
    expect(book.get('t')?.comments).toEqual([
      {
        id: 't.0',
        by: 'ann',
        at: 1_001,
        seq: 1,
        body: null,
        mentions: [],
        editedAt: null,
        hidden: null,
        made: '',
      },
    ])
    expect(JSON.stringify(book.remembered())).not.toContain('secret')
    expect(book.characters).toBe(0)
    expect(say('ann', { type: 'edit', thread: 't', comment: 't.0', body: 'x' })).toBe('deleted')
    expect(say('fay', { type: 'hide', thread: 't', comment: 't.0', hidden: true, reason: '' })).toBe(
      'deleted',
    )
    expect(say('bob', reply('t', 'c'))).toBe('written')
  })

  it('[THR7] who hid a comment, when and why stands on it until it is shown again', () => {
    const { book, say } = talk()
    say('ann', begin('t', 'rude'))
    say('fay', { type: 'hide', thread: 't', comment: 't.0', hidden: true, reason: 'names a person' })
    expect(book.get('t')?.comments[0]).toMatchObject({
      body: 'rude',
      hidden: { by: 'fay', at: 1_002, reason: 'names a person' },
    })
    say('ann', { type: 'edit', thread: 't', comment: 't.0', body: 'polite' })
    expect(book.get('t')?.comments[0]).toMatchObject({
      body: 'polite',
      editedAt: 1_003,
      hidden: { by: 'fay' },
    })
    say('fay', { type: 'hide', thread: 't', comment: 't.0', hidden: false, reason: '' })
    expect(book.get('t')?.comments[0]?.hidden).toBeNull()
  })

  it('[THR11] only what hangs on a place in the text is put at another one', () => {
    const { book, say } = talk()
    say('ann', begin('t', 'x', PLACE))
    say('ann', begin('s', 'x', { suggestion: 'ann-1-1' }))
    say('ann', begin('d', 'x', null))
    const anchor = { ...PLACE, bid: 'b9' }
    expect(say('bob', { type: 'anchor', thread: 't', anchor })).toBe('written')
    expect(book.get('t')?.anchor).toEqual(anchor)
    for (const thread of ['s', 'd'])
      expect(say('bob', { type: 'anchor', thread, anchor })).toBe('not-in-text')
  })

  it('[THR6] a thread is found under each name that its suggestion’s late work gets, and stays under the first', () => {
    const { book, say } = talk()
    for (const id of ['one', 'two']) say('ann', begin(id, 'x', { suggestion: 'a-1-1' }))
    say('ann', begin('other', 'x', { suggestion: 'a-1-11' }))
    expect(book.noteRenamed('a-1-1', 'a-1-1.1', 7)).toEqual(['one', 'two'])
    expect(book.noteRenamed('a-1-1', 'a-1-1.1', 8)).toEqual([])
    expect(book.noteRenamed('a-1-1.1', 'a-1-1.2', 9)).toEqual(['one', 'two'])
    expect(book.noteRenamed('b-1-1', 'b-1-1.1', 10)).toEqual([])
    expect(book.get('one')).toMatchObject({
      anchor: { suggestion: 'a-1-1', renamed: ['a-1-1.1', 'a-1-1.2'] },
      seq: 9,
    })
    expect(book.get('other')).toMatchObject({ anchor: { suggestion: 'a-1-11' }, seq: 3 })
    // Sent again it is the same command.
    expect(say('ann', begin('one', 'x', { suggestion: 'a-1-1' }))).toBe('so already')
    const again = new ThreadBook()
    expect(again.remember(JSON.parse(JSON.stringify(book.remembered())))).toBe(true)
    expect(again.noteRenamed('a-1-1.2', 'a-1-1.3', 11)).toEqual(['one', 'two'])
  })

  it('[THR9] threads, comments and characters are bounded; what there is goes on', () => {
    const { book, say } = talk()
    for (let n = 0; n < THREAD_LIMITS.threads; n++) say('ann', begin(`t${n}`, 'x'))
    expect(say('ann', begin('more'))).toBe('too-many-threads')
    expect(say('ann', begin('t0', 'x'))).toBe('so already')
    for (let n = 1; n < THREAD_LIMITS.comments; n++) say('bob', reply('t0', `c${n}`, 'x'))
    expect(say('bob', reply('t0', 'more'))).toBe('too-many-comments')
    expect(say('bob', reply('t0', 'c1', 'x'))).toBe('so already')
    expect(say('bob', reply('t1', 'd', 'x'))).toBe('written')
    const large = 'x'.repeat(THREAD_LIMITS.characters - book.characters)
    expect(say('bob', { type: 'edit', thread: 't1', comment: 'd', body: `${large}xx` })).toBe('too-much')
    expect(say('bob', { type: 'edit', thread: 't1', comment: 'd', body: `${large}x` })).toBe('written')
    expect(book.characters).toBe(THREAD_LIMITS.characters)
    expect(say('ann', reply('t1', 'e', 'x'))).toBe('too-much')
    expect(say('bob', { type: 'edit', thread: 't1', comment: 'd', body: large })).toBe('written')
    expect(say('ann', reply('t1', 'e', 'x'))).toBe('written')
  })

  it('[THR1] names that mean something to JavaScript are names like others', () => {
    const { book, say } = talk()
    for (const id of ['__proto__', 'constructor', 'toString']) {
      expect(say('ann', reply(id, 'c'))).toBe('not-found')
      expect(say('ann', begin(id))).toBe('written')
      expect(say('bob', reply(id, `${id}-c`, '<@__proto__> <@constructor>'))).toBe('written')
      expect(book.get(id)?.comments[1]?.mentions).toEqual([])
    }
    expect(book.get('hasOwnProperty')).toBeNull()
  })
})

describe('what a snapshot keeps of threads', () => {
  it('[THR1] is everything, and is refused as a whole when a part cannot be read', () => {
    const { book, say } = talk()
    say('ann', begin('t', 'one', PLACE))
    say('ann', begin('u', 'two <@bob>', { suggestion: 's' }))
    say('bob', reply('u', 'c'))
    say('fay', { type: 'hide', thread: 'u', comment: 'c', hidden: true, reason: 'why' })
    say('ann', { type: 'delete', thread: 't', comment: 't.0' })
    say('ann', { type: 'resolve', thread: 'u', resolved: true })
    const kept: unknown = JSON.parse(JSON.stringify(book.remembered()))
    const again = new ThreadBook()
    expect(again.remember(kept)).toBe(true)
    expect(again.remembered()).toEqual(book.remembered())
    expect(again.characters).toBe(book.characters)
    // It goes on as the first does.
    for (const one of [book, again]) {
      const other = talk(one)
      expect(other.say('bob', reply('u', 'c', 'reply'))).toBe('so already')
      expect(other.say('bob', reply('t', 'c', 'x'))).toBe('conflict')
    }
    expect(new ThreadBook().remember(undefined)).toBe(true)
    for (const broken of [
      null,
      {},
      'x',
      [null],
      [{}],
      [{ ...book.get('t'), comments: [] }],
      [{ ...book.get('t'), anchor: 7 }],
    ])
      expect(new ThreadBook().remember(broken)).toBe(false)
  })

  it('[THR1] a copy goes its own way', () => {
    const { book, say } = talk()
    say('ann', begin('t'))
    const copy = book.copy()
    say('bob', reply('t', 'c'))
    expect(copy.get('t')?.comments.length).toBe(1)
    expect(copy.threadOfComment('c')).toBeNull()
  })
})

describe('entries about threads', () => {
  it('[THR1] that are none are passed over', () => {
    for (const value of [
      null,
      [],
      'thread-begun',
      { type: 'thread-begun' },
      { type: 'thread-begun', thread: 't', anchor: 7, body: 'x', mentions: [] },
      { type: 'thread-begun', thread: 't', anchor: null, body: 7, mentions: [] },
      { type: 'thread-begun', thread: 't', anchor: null, body: 'x', mentions: [7] },
      {
        type: 'thread-begun',
        thread: 't',
        anchor: { start: 'a', end: 'b', bid: '' },
        body: 'x',
        mentions: [],
      },
      { type: 'commented', thread: 't', comment: 'c', mentions: [] },
      { type: 'comment-deleted', thread: 't' },
      { type: 'thread-resolved', thread: 't', resolved: 'yes' },
      { type: 'thread-anchored', thread: 't', anchor: { suggestion: 's' } },
      { type: 'comment-hidden', thread: 't', comment: 'c', hidden: true },
      { type: 'something-new', thread: 't' },
    ])
      expect(readThreadEntry(value)).toBeNull()
    const book = new ThreadBook()
    const note = { by: 'ann', at: 1 }
    expect(book.note({ ...note, entry: { type: 'comment-deleted', thread: 't', comment: 'c' } }, 1)).toBe(
      false,
    )
    expect(book.since(0)).toEqual([])
  })
})
