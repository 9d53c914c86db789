import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Control } from '#core/protocol/control.ts'
import { NEW_THREAD, replyTo } from '../../../editor/sync/threads/drafts.ts'
import { openThreadStore, type ThreadStore } from '../../../editor/sync/threads/thread-store.ts'
import { HELLO } from './fake-server.ts'
import { FakeThreads } from './fake-threads.ts'
import { MemoryThreadKeep } from './memory-thread-keep.ts'

const settled = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(0)
}

/** The server tells of a thread, with the number of its last change. */
const changed = (thread: string): Control => ({ type: 'thread', thread, seq: 1 })

describe('a store of threads', () => {
  let keep: MemoryThreadKeep
  let server: FakeThreads
  let network: EventTarget
  let said: ((control: Control) => void)[]
  let made = 0
  const open: ThreadStore[] = []

  const openStore = async (given: MemoryThreadKeep | null = keep): Promise<ThreadStore> => {
    const store = openThreadStore({
      document: 'd1',
      member: 'm1',
      calls: server,
      keep: given,
      onControl: (listener) => {
        said.push(listener)
        return () => (said = said.filter((one) => one !== listener))
      },
      epoch: null,
      network,
      now: () => Date.now(),
      createId: () => `id${++made}`,
    })
    open.push(store)
    await settled()
    return store
  }

  const say = async (control: Control): Promise<void> => {
    for (const listener of said) listener(control)
    await settled()
  }

  /** Threads as lines: `pending? body, body`. */
  const lines = (store: ThreadStore): string[] =>
    store.getSnapshot().threads.map(({ comments, pending, resolved }) => {
      const words = comments.map((one) => `${one.pending ? '…' : ''}${one.body ?? '–'}`).join(', ')
      return `${pending ? '…' : ''}${resolved === null ? '' : '✓'}${words}`
    })

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000 })
    keep = new MemoryThreadKeep()
    server = new FakeThreads()
    network = new EventTarget()
    said = []
    made = 0
  })

  afterEach(async () => {
    await Promise.all(open.splice(0).map((store) => store.close()))
    vi.useRealTimers()
  })

  it('[THR102] shows a comment at once as pending, and as it is when the server has it', async () => {
    const store = await openStore()
    server.held = []
    store.begin(null, 'first')
    expect(lines(store)).toEqual(['……first'])
    await settled()
    server.held.forEach((answer) => answer())
    await settled()
    expect(lines(store)).toEqual(['first'])
    expect(store.getSnapshot().waiting).toBe(0)
    expect(keep.rows.size).toBe(0)
  })

  it('[THR102] a comment that comes back before its answer is shown once', async () => {
    const store = await openStore()
    server.held = []
    const thread = store.begin(null, 'first')
    await settled()
    server.apply({ kind: 'begin', thread, anchor: null, body: 'first' }, 'm1')
    await say(changed(thread))
    expect(lines(store)).toEqual(['first'])
    server.held.forEach((answer) => answer())
    await settled()
    expect(lines(store)).toEqual(['first'])
  })

  it('[THR100] sends in order, one after the other, through failures that may pass', async () => {
    const store = await openStore()
    server.failure = FakeThreads.failed(0, 'unreachable')
    const thread = store.begin(null, 'one')
    store.reply(thread, 'two')
    store.resolve(thread, true)
    await settled()
    expect(server.came).toHaveLength(1)
    server.failure = FakeThreads.failed(503, 'unavailable')
    await vi.advanceTimersByTimeAsync(1_000)
    server.failure = FakeThreads.failed(429, 'too-many-requests')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(server.came.map(({ kind }) => kind)).toEqual(['begin', 'begin', 'begin'])
    expect(lines(store)).toEqual(['…✓…one, …two'])
    server.failure = null
    await vi.advanceTimersByTimeAsync(4_000)
    expect(server.came.map(({ kind }) => kind).slice(3)).toEqual(['begin', 'reply', 'resolve'])
    expect(lines(store)).toEqual(['✓one, two'])
  })

  it('[THR100] does not wait for its turn when the network or the server is back', async () => {
    const store = await openStore()
    server.failure = FakeThreads.failed(0, 'unreachable')
    store.begin(null, 'one')
    await vi.advanceTimersByTimeAsync(60_000)
    const tries = server.came.length
    server.failure = null
    network.dispatchEvent(new Event('online'))
    await settled()
    expect(server.came).toHaveLength(tries + 1)
    expect(lines(store)).toEqual(['one'])
  })

  it('[THR100] what waits survives the page and is sent by the next one', async () => {
    server.failure = FakeThreads.failed(0, 'unreachable')
    const first = await openStore()
    const thread = first.begin(null, 'one')
    first.reply(thread, 'two')
    await settled()
    await first.close()
    const second = await openStore()
    expect(lines(second)).toEqual(['……one, …two'])
    server.failure = null
    await say(HELLO)
    expect(lines(second)).toEqual(['one, two'])
    expect(keep.rows.size).toBe(0)
  })

  it.each([400, 403, 404, 409, 413])(
    '[THR100] keeps the words of what is refused for good (%i), and goes on with the next',
    async (status) => {
      const store = await openStore()
      server.failure = FakeThreads.failed(status, 'forbidden')
      store.begin(null, 'mine')
      await settled()
      server.failure = null
      store.begin(null, 'next')
      await settled()
      expect(lines(store)).toEqual(['next'])
      const { refused } = store.getSnapshot()
      expect(refused).toMatchObject([{ command: { body: 'mine' }, refusal: { code: 'forbidden' } }])
      const again = await openStore()
      expect(again.getSnapshot().refused).toEqual(refused)
    },
  )

  it('[THR100] a refused command is sent again, or let go, when its author says so', async () => {
    const store = await openStore()
    server.failure = FakeThreads.failed(403, 'forbidden')
    store.begin(null, 'one')
    store.begin(null, 'two')
    await settled()
    const [one, two] = store.getSnapshot().refused
    server.failure = null
    store.again(one?.id ?? '')
    store.letGo(two?.id ?? '')
    await settled()
    expect(lines(store)).toEqual(['one'])
    expect(store.getSnapshot().refused).toEqual([])
    expect(keep.rows.size).toBe(0)
  })

  it('[THR100] a session that ended does not lose a word', async () => {
    const store = await openStore()
    server.failure = FakeThreads.failed(401, 'not-signed-in')
    store.begin(null, 'mine')
    await vi.advanceTimersByTimeAsync(600_000)
    expect(lines(store)).toEqual(['……mine'])
  })

  it('[THR100] of two pages of one member one sends, and both show it', async () => {
    server.failure = FakeThreads.failed(0, 'unreachable')
    const first = await openStore()
    const thread = first.begin(null, 'one')
    await settled()
    const second = await openStore()
    await settled()
    server.failure = null
    server.held = []
    server.came.length = 0
    network.dispatchEvent(new Event('online'))
    await settled()
    expect(server.came).toHaveLength(1)
    server.held.splice(0).forEach((answer) => answer())
    server.held = null
    await vi.advanceTimersByTimeAsync(30_000)
    expect(server.came).toHaveLength(1)
    expect([lines(first), lines(second)]).toEqual([['one'], ['one']])
    expect(thread).toBe(server.threads[0]?.id)
  })

  it('[THR100] works without a store of the device, and says that nothing is kept', async () => {
    const store = await openStore(null)
    expect(store.getSnapshot().kept).toBe(false)
    store.begin(null, 'one')
    await settled()
    expect(lines(store)).toEqual(['one'])
    keep.failure = 'full'
    const full = await openStore()
    full.begin(null, 'two')
    await settled()
    expect(full.getSnapshot().kept).toBe(false)
    expect(lines(full)).toEqual(['one', 'two'])
  })

  it('[THR103] asks for what changed only, after a greeting and whenever it is told', async () => {
    server.apply({ kind: 'begin', thread: 't1', anchor: null, body: 'theirs' }, 'm2')
    server.apply({ kind: 'begin', thread: 't2', anchor: null, body: 'another' }, 'm2')
    const store = await openStore()
    const [one, two] = store.getSnapshot().threads
    server.apply({ kind: 'resolve', thread: 't2', resolved: true }, 'm2')
    await say(changed('t2'))
    await say(HELLO)
    expect(server.asked).toEqual([null, 2, 3])
    expect(lines(store)).toEqual(['theirs', '✓another'])
    expect(store.getSnapshot().threads[0]).toBe(one)
    expect(store.getSnapshot().threads[1]).not.toBe(two)
    const before = store.getSnapshot()
    await say(changed('t2'))
    expect(store.getSnapshot()).toBe(before)
  })

  it('[THR103] shows what the device has before the server answers, and without it', async () => {
    server.apply({ kind: 'begin', thread: 't1', anchor: null, body: 'theirs' }, 'm2')
    await (await openStore()).close()
    server.failure = FakeThreads.failed(0, 'unreachable')
    const store = await openStore()
    expect(lines(store)).toEqual(['theirs'])
    expect(store.getSnapshot().ready).toBe(true)
    server.failure = null
    server.apply({ kind: 'reply', thread: 't1', comment: 'c', body: 'more' }, 'm2')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(lines(store)).toEqual(['theirs, more'])
  })

  it('[THR103] of another history everything is asked for anew', async () => {
    server.apply({ kind: 'begin', thread: 't1', anchor: null, body: 'old' }, 'm2')
    const store = await openStore()
    await say(HELLO)
    server.threads = []
    server.seq = 0
    server.apply({ kind: 'begin', thread: 't9', anchor: null, body: 'restored' }, 'm2')
    await say({ ...HELLO, epoch: 'e2' })
    expect(lines(store)).toEqual(['restored'])
    await store.close()
    const later = await openStore()
    server.threads = []
    server.seq = 0
    await say({ ...HELLO, epoch: 'e3' })
    expect(lines(later)).toEqual([])
  })

  it('[THR103] an answer that was overtaken takes nothing back', async () => {
    const store = await openStore()
    const thread = store.begin(null, 'one')
    await settled()
    const old = { threads: server.threads, seq: server.seq }
    store.reply(thread, 'two')
    await settled()
    const { threads, seq } = server
    server.threads = old.threads
    server.seq = old.seq
    await say(changed(thread))
    expect(lines(store)).toEqual(['one, two'])
    server.threads = threads
    server.seq = seq
  })

  it('[THR104] a draft survives changes by others, a resolve, and the page', async () => {
    server.apply({ kind: 'begin', thread: 't1', anchor: null, body: 'theirs' }, 'm2')
    const store = await openStore()
    store.setDraft(replyTo('t1'), { text: 'half a sen' })
    store.setDraft(replyTo('t1'), { text: 'half a sentence' })
    store.setDraft(NEW_THREAD, { text: 'a new', anchor: { suggestion: 's' } })
    server.apply({ kind: 'resolve', thread: 't1', resolved: true }, 'm2')
    await say(changed('t1'))
    expect(store.getSnapshot().drafts.get(replyTo('t1'))).toEqual({ text: 'half a sentence' })
    await store.close()
    const again = await openStore()
    expect([...again.getSnapshot().drafts]).toEqual([
      [replyTo('t1'), { text: 'half a sentence' }],
      [NEW_THREAD, { text: 'a new', anchor: { suggestion: 's' } }],
    ])
  })

  it('[THR104] a draft goes when it is sent, or when its author clears it', async () => {
    server.apply({ kind: 'begin', thread: 't1', anchor: null, body: 'theirs' }, 'm2')
    const store = await openStore()
    store.setDraft(replyTo('t1'), { text: 'answer' })
    store.setDraft(NEW_THREAD, { text: 'new' })
    store.reply('t1', 'answer')
    store.setDraft(NEW_THREAD, null)
    await settled()
    expect(store.getSnapshot().drafts.size).toBe(0)
    expect(keep.drafts.size).toBe(0)
  })

  it('[UI930] a page that goes while a slow disk still writes the first letter loses none of the others', async () => {
    const store = await openStore()
    let turn = (): void => undefined
    keep.disk.drafts = new Promise((resolve) => (turn = resolve))
    for (const text of ['م', 'مه', 'مهل', 'مهلة']) store.setDraft(NEW_THREAD, { text })
    await settled()
    // Nothing is closed: the page is gone, and what it was writing with it.
    expect(keep.drafts.size).toBe(0)
    const next = await openStore()
    expect([...next.getSnapshot().drafts]).toEqual([[NEW_THREAD, { text: 'مهلة' }]])
    turn()
  })

  it('[UI930] sent words leave their draft on the device when the comment is there, not before', async () => {
    const store = await openStore()
    store.setDraft(NEW_THREAD, { text: 'مهلة' })
    await settled()
    expect(keep.drafts.size).toBe(1)
    let turn = (): void => undefined
    keep.disk.entries = new Promise((resolve) => (turn = resolve))
    server.failure = FakeThreads.failed(0, 'unreachable')
    store.begin(null, 'مهلة')
    expect(store.getSnapshot().drafts.size).toBe(0)
    await settled()
    expect([keep.rows.size, keep.drafts.size]).toEqual([0, 1])
    turn()
    await settled()
    expect([keep.rows.size, keep.drafts.size, keep.notes.size]).toEqual([1, 0, 0])
  })

  it('[THR104] what is written before the device has answered is newer than what it has', async () => {
    keep.drafts.set(replyTo('t1'), { text: 'old' })
    keep.drafts.set(replyTo('t2'), { text: 'kept' })
    const opening = openStore()
    const [store] = open
    store?.setDraft(replyTo('t1'), { text: 'new' })
    await opening
    expect(store?.getSnapshot().drafts.get(replyTo('t1'))?.text).toBe('new')
    expect(store?.getSnapshot().drafts.get(replyTo('t2'))?.text).toBe('kept')
  })
})
