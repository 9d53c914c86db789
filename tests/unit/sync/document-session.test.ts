import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import { writeBlocks } from '#core/shared-doc/whole-text.ts'
import { openDocumentSession, type DocumentSession } from '../../../editor/sync/document-session.ts'
import { FakeServer, FakeSocket, HELLO, newestSocket } from './fake-server.ts'
import type { AnswerKeep } from '../../../editor/sync/kept-answers.ts'
import { MemoryOfflineStore } from './memory-offline-store.ts'

const settled = async (): Promise<void> => {
  await vi.advanceTimersByTimeAsync(0)
}

const memoryAnswers = (): AnswerKeep => {
  const rows = new Map<string, unknown>()
  return {
    get: async (key) => structuredClone(rows.get(key)),
    put: async (key, answer) => void rows.set(key, structuredClone(answer)),
    remove: async (key) => void rows.delete(key),
  }
}

describe('a document session', () => {
  let store: MemoryOfflineStore
  let answers: AnswerKeep
  let network: EventTarget
  let session: DocumentSession
  let server: FakeServer
  /** Whether a question for a sign of life is answered; never by default. */
  let askServer: () => Promise<boolean>
  let isSeen = true
  let ended: number[] = []
  let made = 0

  const open = (given: { readonly store?: MemoryOfflineStore | null } = {}): DocumentSession =>
    openDocumentSession({
      document: 'd1',
      member: 'm1',
      serverUrl: 'ws://test/sync',
      schema: 's1',
      store: given.store === undefined ? store : given.store,
      answers,
      socket: FakeSocket as unknown as typeof WebSocket,
      network,
      isOnline: () => true,
      isSeen: () => isSeen,
      askServer: () => askServer(),
      endCalls: (moment) => ended.push(moment),
      random: () => 0.5,
      now: () => Date.now(),
      createId: () => `id-${++made}`,
    })

  const text = (): Y.Text => session.getSnapshot().doc.getText('content')
  const saved = () => session.getSnapshot().saved

  /** Open, greeted, acked: the quiet state that most cases start from. */
  const start = async (): Promise<void> => {
    session = open()
    await settled()
    server.greet(newestSocket())
    server.read()
    server.ack()
    await settled()
  }

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000 })
    FakeSocket.made.length = 0
    made = 0
    store = new MemoryOfflineStore()
    answers = memoryAnswers()
    network = new EventTarget()
    server = new FakeServer()
    askServer = () => new Promise(() => undefined)
    isSeen = true
    ended = []
  })

  afterEach(async () => {
    await session.close()
    vi.useRealTimers()
  })

  it('[UI12] asks for the extensions, names its schema, and is connecting until the server has answered', async () => {
    session = open()
    expect(saved()).toEqual({ kind: 'connecting' })
    await settled()
    expect(newestSocket().url).toBe('ws://test/sync/d1?ext=1&numbered=1&schema=s1')
    server.greet(newestSocket())
    expect(saved()).toEqual({ kind: 'saved' })
    expect(session.getSnapshot().ready).toBe(true)
    expect(session.getSnapshot().standing).toMatchObject({ role: 'editor', stage: 'drafting', epoch: 'e1' })
  })

  it('[UI12] says saved after the ack of an edit and never before', async () => {
    await start()
    text().insert(0, 'سلام')
    expect(saved()).toEqual({ kind: 'saving' })
    server.read()
    expect(server.text()).toBe('سلام')
    expect(saved()).toEqual({ kind: 'saving' })
    server.ack()
    expect(saved()).toEqual({ kind: 'saved' })
  })

  it('[UI12] an ack of an earlier edit does not cover a later one', async () => {
    await start()
    text().insert(0, 'أ')
    server.read()
    text().insert(1, 'ب')
    server.ack()
    expect(saved()).toEqual({ kind: 'saving' })
  })

  it('[UI12] a frame that was counted but not kept is not saved', async () => {
    await start()
    text().insert(0, 'أ')
    server.read()
    server.ack(new Map())
    expect(saved()).toEqual({ kind: 'saving' })
  })

  it('[UI12] a deletion, which adds no clock, waits for the count of frames', async () => {
    await start()
    text().insert(0, 'أب')
    server.read()
    server.ack()
    text().delete(0, 1)
    expect(saved()).toEqual({ kind: 'saving' })
    server.read()
    server.ack()
    expect(saved()).toEqual({ kind: 'saved' })
  })

  it('[UI13] a closed connection is called offline within 3 s, and not at once', async () => {
    await start()
    newestSocket().drop()
    expect(saved().kind).toBe('connecting')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(saved()).toEqual({ kind: 'offline', reason: 'closed', unsent: false, local: 'kept' })
    server.greet(newestSocket())
    expect(saved().kind).toBe('saved')
  })

  it('[UI329] says that the server cannot read the document as soon as it closes with that reason, until it can', async () => {
    await start()
    for (const reason of ['damaged', 'unreadable']) {
      newestSocket().drop(1013, reason)
      expect(saved()).toMatchObject({ kind: 'offline', reason: 'unreadable', local: 'kept' })
      await vi.advanceTimersByTimeAsync(3_000)
      expect(saved()).toMatchObject({ kind: 'offline', reason: 'unreadable' })
    }
    server.greet(newestSocket())
    expect(saved().kind).toBe('saved')
  })

  it('[UI13] the offline event of the browser shows at once, and the online event opens a new socket at once', async () => {
    await start()
    network.dispatchEvent(new Event('offline'))
    expect(saved()).toMatchObject({ kind: 'offline', reason: 'network' })
    const before = FakeSocket.made.length
    network.dispatchEvent(new Event('online'))
    expect(FakeSocket.made.length).toBe(before + 1)
    server.greet(newestSocket())
    expect(saved().kind).toBe('saved')
  })

  it('[UI13] an edit without ack is called offline within 3 s, and the sign goes with the ack', async () => {
    await start()
    text().insert(0, 'أ')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(saved()).toMatchObject({ kind: 'offline', reason: 'no-answer', unsent: true, local: 'kept' })
    server.read()
    server.ack()
    expect(saved()).toEqual({ kind: 'saved' })
  })

  it('[UI13] a connection that fell silent with work waiting is replaced', async () => {
    await start()
    const before = newestSocket()
    text().insert(0, 'أ')
    await vi.advanceTimersByTimeAsync(20_500)
    expect(newestSocket()).not.toBe(before)
    server.greet(newestSocket())
    server.read()
    server.ack()
    expect(server.text()).toBe('أ')
    expect(saved()).toEqual({ kind: 'saved' })
  })

  it('[UI13] an attempt to connect that is never answered is given up, and the sign stays meanwhile', async () => {
    await start()
    text().insert(0, 'سلام')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(saved()).toMatchObject({ kind: 'offline', reason: 'no-answer' })
    newestSocket().drop()
    expect(saved()).toMatchObject({ kind: 'offline' })
    await vi.advanceTimersByTimeAsync(1_000)
    const given = FakeSocket.made.length
    // Swallowed: it neither opens nor closes.
    await vi.advanceTimersByTimeAsync(5_000)
    expect(FakeSocket.made).toHaveLength(given + 1)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(FakeSocket.made).toHaveLength(given + 2)
    // A slow line gets its time, every third time.
    await vi.advanceTimersByTimeAsync(13_000)
    expect(FakeSocket.made).toHaveLength(given + 2)
    server.greet(newestSocket())
    server.read()
    server.ack()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(saved()).toEqual({ kind: 'saved' })
    expect(FakeSocket.made).toHaveLength(given + 2)
  })

  /**
   * A line that swallows everything and opens again after so many milliseconds. What was begun before stays dead. Answers how
   * long the sign stands after that.
   */
  const signAfterSilence = async (silentMs: number): Promise<number> => {
    let isSilent = true
    const dead = new Set(FakeSocket.made)
    askServer = () => (isSilent ? new Promise(() => undefined) : Promise.resolve(true))
    const pass = async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed += 50) {
        await vi.advanceTimersByTimeAsync(50)
        const socket = newestSocket()
        if (isSilent) dead.add(socket)
        if (dead.has(socket)) continue
        if (socket.readyState === 0) server.greet(socket)
        server.read()
        server.ack()
      }
    }
    await pass(silentMs)
    expect(saved()).toMatchObject({ kind: 'offline', local: 'kept' })
    isSilent = false
    let passed = 0
    for (; saved().kind === 'offline' && passed < 60_000; passed += 50) await pass(50)
    return passed
  }

  it('[UI933] [UI13] after a line that swallows everything the sign goes within 3 s of its return, however long it was', async () => {
    await start()
    const before = FakeSocket.made.length
    for (const silentMs of [
      2_600, 3_000, 4_200, 6_000, 9_900, 12_350, 17_000, 24_000, 31_000, 44_450, 90_000,
    ]) {
      const from = Date.now()
      text().insert(0, 'سلام ')
      expect(await signAfterSilence(silentMs), `after ${silentMs}`).toBeLessThanOrEqual(3_000)
      expect(saved()).toEqual({ kind: 'saved' })
      // What was asked while nothing came waits no longer.
      expect(ended.at(-1)).toBeGreaterThan(from)
    }
    // Few sockets meanwhile: browsers hold back those of a page that tries many.
    expect(FakeSocket.made.length - before).toBeLessThan(45)
  })

  it('[UI933] a large edit on its way over a slow line is no silence', async () => {
    await start()
    const before = newestSocket()
    let answers = false
    askServer = () => (answers ? Promise.resolve(true) : Promise.reject(new TypeError('lost')))
    text().insert(0, 'كلمة '.repeat(10_000))
    await vi.advanceTimersByTimeAsync(4_000)
    answers = true
    await vi.advanceTimersByTimeAsync(3_000)
    expect(newestSocket()).toBe(before)
    server.read()
    server.ack()
    expect(saved()).toEqual({ kind: 'saved' })
    // A small one that stays without an ack while the server is there again is one.
    answers = false
    text().insert(0, 'كلمة ')
    await vi.advanceTimersByTimeAsync(4_000)
    answers = true
    await vi.advanceTimersByTimeAsync(3_000)
    expect(newestSocket()).not.toBe(before)
  })

  it('[UI13] a server that cannot store is told, and its recovery too', async () => {
    await start()
    server.say({ type: 'control', control: { type: 'storage', writable: false } })
    expect(saved()).toMatchObject({ kind: 'offline', reason: 'storage' })
    server.say({ type: 'control', control: { type: 'storage', writable: true } })
    expect(saved().kind).toBe('saved')
  })

  it('[UI14] work done offline is there in the next session, is sent, and is saved only after its ack', async () => {
    await start()
    newestSocket().drop()
    text().insert(0, 'كُتب بلا شبكة')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(saved()).toEqual({ kind: 'offline', reason: 'closed', unsent: true, local: 'kept' })
    await session.close()

    session = open()
    await settled()
    expect(text().toJSON()).toBe('كُتب بلا شبكة')
    expect(session.getSnapshot().ready).toBe(true)
    expect(saved().kind).toBe('saving')
    expect(newestSocket().url).toBe('ws://test/sync/d1?ext=1&numbered=1&schema=s1&epoch=e1')
    server.greet(newestSocket())
    expect(saved().kind).toBe('saving')
    server.read()
    server.ack()
    await settled()
    expect(server.text()).toBe('كُتب بلا شبكة')
    expect(saved()).toEqual({ kind: 'saved' })
    expect([...store.copies.values()].flatMap((copy) => [...copy.unsent])).toEqual([])
  })

  it('[UI14] a full device is told, and kept again when there is room', async () => {
    await start()
    store.failure = 'full'
    newestSocket().drop()
    text().insert(0, 'أ')
    await vi.advanceTimersByTimeAsync(3_000)
    expect(saved()).toMatchObject({ kind: 'offline', local: 'failed' })
    store.failure = null
    text().insert(1, 'ب')
    await settled()
    expect(saved()).toMatchObject({ kind: 'offline', local: 'kept' })
  })

  it('[UI14] without a store the session works and says that nothing is kept', async () => {
    session = open({ store: null })
    await settled()
    server.greet(newestSocket())
    newestSocket().drop()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(saved()).toMatchObject({ kind: 'offline', local: 'failed' })
  })

  it('[UI350] a page that comes back names the number up to which it knows all decisions', async () => {
    await start()
    const decided = (suggestions: readonly string[], seq: number): void => {
      newestSocket().receive({
        type: 'control',
        control: {
          type: 'decided',
          decision: `d${seq}`,
          suggestions,
          verdict: 'accept',
          reason: 'decided',
          by: 'm2',
          at: 6_000,
          seq,
        },
      })
    }
    const heard: string[] = []
    session.onControl((control) => {
      if (control.type === 'decided') heard.push(...control.suggestions)
    })
    decided(['m1-s-1'], 7)
    decided(['m1-s-2'], 7)
    expect(session.isDecided('m1-s-2')).toBe(true)
    session.reconnect()
    // The act with this number may not have come whole: it is asked for once more, and heard once.
    expect(new URL(newestSocket().url).searchParams.get('seq')).toBe('6')
    newestSocket().open()
    newestSocket().receive({ type: 'control', control: { ...HELLO, seq: 9 } })
    decided(['m1-s-2'], 7)
    decided(['m1-s-3'], 8)
    newestSocket().receive({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(server.doc) })
    expect(heard).toEqual(['m1-s-1', 'm1-s-2', 'm1-s-3'])
    session.reconnect()
    expect(new URL(newestSocket().url).searchParams.get('seq')).toBe('9')
    server.greet(newestSocket(), { seq: 9 })
    server.say({
      type: 'control',
      control: { type: 'undone', decision: 'd7', suggestions: ['m1-s-1'], by: 'm2', at: 7_000, seq: 10 },
    })
    expect([session.isDecided('m1-s-1'), session.isDecided('m1-s-3')]).toEqual([false, true])
  })

  it('[UI350] a greeting counts only when the page has caught up, and another history begins anew', async () => {
    await start()
    session.reconnect()
    newestSocket().open()
    newestSocket().receive({ type: 'control', control: { ...HELLO, seq: 40 } })
    session.reconnect()
    expect(new URL(newestSocket().url).searchParams.get('seq')).toBe('1')
    server.greet(newestSocket(), { seq: 40 })
    server.say({ type: 'control', control: { type: 'renamed', from: 'm1-s-1', to: 'm1-s-1.1' } })
    expect(session.isDecided('m1-s-1')).toBe(true)
    server.say({ type: 'control', control: { type: 'epoch', epoch: 'e2' } })
    await settled()
    expect(new URL(newestSocket().url).searchParams.has('seq')).toBe(false)
    expect(session.isDecided('m1-s-1')).toBe(false)
  })

  it('[UI540] a page that missed a restore is told of it at the greeting and again when it has caught up', async () => {
    await start()
    const heard: unknown[] = []
    session.onControl((control) => {
      if (control.type === 'restored') heard.push(control.restores)
    })
    server.say({ type: 'control', control: { type: 'restored', restores: 1 } })
    expect(heard).toEqual([1])
    // Nothing new at the next greeting.
    session.reconnect()
    server.greet(newestSocket(), { restores: 1 })
    expect(heard).toEqual([1])
    session.reconnect()
    newestSocket().open()
    newestSocket().receive({ type: 'control', control: { ...HELLO, restores: 2 } })
    expect(heard).toEqual([1, 2])
    newestSocket().receive({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(server.doc) })
    expect(heard).toEqual([1, 2, 2])
    session.reconnect()
    server.greet(newestSocket(), { restores: 2 })
    expect(heard).toEqual([1, 2, 2])
  })

  it('[UI541] a page that is opened from a copy is told only of restores that its copy does not have', async () => {
    server.doc.getText('content').insert(0, 'نصّ. ')
    const heard: unknown[] = []
    const openAgain = async (): Promise<void> => {
      session = open()
      session.onControl((control) => {
        if (control.type === 'restored') heard.push(control.restores)
      })
      await settled()
    }
    session = open()
    await settled()
    server.greet(newestSocket(), { restores: 2 })
    await settled()
    await session.close()
    await openAgain()
    expect(session.getSnapshot().ready).toBe(true)
    server.greet(newestSocket(), { restores: 2 })
    await settled()
    expect(heard).toEqual([])
    await session.close()
    await openAgain()
    server.greet(newestSocket(), { restores: 3 })
    expect(heard).toEqual([3, 3])
  })

  it('[UI541] a greeting alone, or a text that the device did not take, is no reason to believe that the copy has it', async () => {
    server.doc.getText('content').insert(0, 'نصّ. ')
    await start()
    await session.close()
    session = open()
    await settled()
    newestSocket().open()
    newestSocket().receive({ type: 'control', control: { ...HELLO, restores: 1 } })
    await settled()
    await session.close()
    expect([...store.copies.values()].map(({ restores }) => restores)).toEqual([0])
    session = open()
    await settled()
    server.doc.getText('content').insert(0, 'أوّل ')
    store.failure = 'full'
    server.greet(newestSocket(), { restores: 1 })
    await settled()
    store.failure = null
    session.reconnect()
    await settled()
    expect([...store.copies.values()].map(({ restores }) => restores)).toEqual([0])
    // The text that it did not take is offered again, and counts from then on [UI802].
    server.greet(newestSocket(), { restores: 2 })
    await settled()
    expect([...store.copies.values()].map(({ restores }) => restores)).toEqual([2])
  })

  it('[UI802] what a full device did not take is offered again by itself, others’ words before one’s own', async () => {
    await start()
    store.failure = 'full'
    server.doc.getText('content').insert(0, 'نصّ. ')
    server.say({ type: 'update', update: Y.encodeStateAsUpdate(server.doc) })
    await vi.advanceTimersByTimeAsync(100)
    text().insert(5, 'كلمتي')
    newestSocket().drop()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(saved()).toMatchObject({ kind: 'offline', local: 'failed' })
    store.failure = null
    await vi.advanceTimersByTimeAsync(5_000)
    expect(saved()).toMatchObject({ kind: 'offline', local: 'kept' })
    await session.close()
    session = open()
    await settled()
    expect(text().toJSON()).toBe('نصّ. كلمتي')
  })

  it('[UI803] [UI13] a dead connection is replaced, and the sign stands within 30 s, also when nobody writes', async () => {
    await start()
    const before = newestSocket()
    await vi.advanceTimersByTimeAsync(30_000)
    expect(newestSocket()).not.toBe(before)
    expect(saved()).toMatchObject({ kind: 'offline' })
  })

  it('[UI803] a connection on which the server is heard every 20 s, six late, is not replaced', async () => {
    await start()
    const before = newestSocket()
    await vi.advanceTimersByTimeAsync(25_500)
    expect(newestSocket()).toBe(before)
    expect(saved()).toMatchObject({ kind: 'saved' })
  })

  const comesBack = async (ms: number, serverMs = ms): Promise<void> => {
    newestSocket().drop()
    await vi.advanceTimersByTimeAsync(ms)
    session.reconnect()
    server.greet(newestSocket(), { seq: 9, now: 5_000 + serverMs })
  }

  it('[UI931] says from where it missed something when it was cut off for some minutes, and not after a stutter', async () => {
    await start()
    const returned: number[] = []
    session.onReturn((seq) => returned.push(seq))
    server.say({ type: 'control', control: { type: 'thread', thread: 't', seq: 4 } })
    await comesBack(170_000)
    expect(returned).toEqual([])
    // All up to the greeting has been told.
    await comesBack(180_000, 360_000)
    expect(returned).toEqual([9])
  })

  it('[UI931] says so sooner to who wrote meanwhile, and after a sleep in which the clock of the device stood', async () => {
    await start()
    const returned: number[] = []
    session.onReturn((seq) => returned.push(seq))
    newestSocket().drop()
    text().insert(0, 'سلام')
    await comesBack(30_000)
    expect(returned).toEqual([1])
    server.read()
    server.ack()
    await comesBack(0, 8 * 3_600_000)
    expect(returned).toEqual([1, 9])
  })

  const look = (seen: boolean): void => {
    isSeen = seen
    network.dispatchEvent(new Event('visibilitychange'))
  }

  it('[UI934] says from where its reader missed something when it was out of sight for five minutes, and not after a glance elsewhere', async () => {
    await start()
    const returned: number[] = []
    session.onReturn((seq) => returned.push(seq))
    server.say({ type: 'control', control: { type: 'thread', thread: 't', seq: 4 } })
    /** The connection lives: the server says something every 20 s. */
    const pass = async (ms: number): Promise<void> => {
      for (let passed = 0; passed < ms; passed += 10_000) {
        await vi.advanceTimersByTimeAsync(10_000)
        server.ack()
      }
    }
    look(false)
    await pass(290_000)
    look(true)
    expect(returned).toEqual([])
    look(false)
    server.say({ type: 'control', control: { type: 'thread', thread: 't', seq: 7 } })
    await pass(300_000)
    expect(returned).toEqual([])
    look(true)
    expect(returned).toEqual([4])
    look(true)
    expect(returned).toEqual([4])
    expect(saved()).toEqual({ kind: 'saved' })
  })

  it('[UI934] a page that was cut off behind another says it when it is looked at, from where it was first away', async () => {
    await start()
    const returned: number[] = []
    session.onReturn((seq) => returned.push(seq))
    look(false)
    await comesBack(200_000)
    expect(returned).toEqual([])
    look(true)
    expect(returned).toEqual([1])
    // And cut off within sight, then behind another page.
    newestSocket().drop()
    await vi.advanceTimersByTimeAsync(190_000)
    look(false)
    session.reconnect()
    server.greet(newestSocket(), { seq: 12, now: 405_000 })
    expect(returned).toEqual([1])
    look(true)
    expect(returned).toEqual([1, 9])
  })

  it.each(['resume', 'pageshow', 'visibilitychange'])(
    '[UI932] connects at once when it is awake again (%s), and leaves a connection that lives',
    async (event) => {
      await start()
      const live = newestSocket()
      network.dispatchEvent(new Event(event))
      expect(newestSocket()).toBe(live)
      live.drop()
      await vi.advanceTimersByTimeAsync(2_000)
      newestSocket().drop()
      const given = FakeSocket.made.length
      network.dispatchEvent(new Event(event))
      expect(FakeSocket.made).toHaveLength(given + 1)
      server.greet(newestSocket())
      expect(saved()).toEqual({ kind: 'saved' })
    },
  )

  it('[UI81] a refusal sets the unsent words aside, empties the copy and starts a clean document', async () => {
    server.doc.getText('content').insert(0, 'نصّ. ')
    await start()
    text().insert(5, 'كلمات مرفوضة')
    await settled()
    const before = session.getSnapshot()
    server.read()
    server.say({
      type: 'control',
      control: { type: 'refused', reason: 'role', detail: '', frame: 3, late: 'late-1' },
    })
    await settled()
    const after = session.getSnapshot()
    expect(after.generation).toBeGreaterThan(before.generation)
    expect(after.doc).not.toBe(before.doc)
    expect(after.setAside).toMatchObject([{ reason: 'refused', late: 'late-1', text: 'كلمات مرفوضة' }])
    expect(store.copies.size).toBe(0)
    expect(store.asides).toHaveLength(1)

    const clean = new FakeServer()
    clean.doc.getText('content').insert(0, 'نصّ. ')
    clean.greet(newestSocket(), { role: 'commenter' })
    expect(text().toJSON()).toBe('نصّ. ')
    session.letGo('id-1')
    expect(session.getSnapshot().setAside).toEqual([])
    expect(store.asides).toEqual([])
  })

  describe('after a refusal', () => {
    const refused = (frame: number, late: string | null): void => {
      server.read()
      server.say({ type: 'control', control: { type: 'refused', reason: 'role', detail: '', frame, late } })
    }
    /** The server's text, with what the session wrote in it and was refused left out. */
    const next = (): FakeServer => {
      const clean = new FakeServer()
      Y.applyUpdate(clean.doc, base)
      return clean
    }
    const insertions = () =>
      text()
        .toDelta()
        .filter((run: { attributes?: object }) =>
          Object.keys(run.attributes ?? {}).some((key) => key.startsWith('insertion--')),
        )
        .map((run: { insert: unknown; attributes: object }) => [run.insert, ...Object.keys(run.attributes)])
    let base: Uint8Array

    const writeAndBeRefused = async (): Promise<void> => {
      writeBlocks(
        server.doc,
        [
          {
            attrs: { ...DEFAULT_BLOCK_ATTRS, bid: 'b1' },
            formats: new Map(),
            runs: [{ text: 'نصّ.', formats: new Map() }],
          },
        ],
        null,
      )
      base = Y.encodeStateAsUpdate(server.doc)
      await start()
      text().insert(text().length, ' كلمات')
      await settled()
      refused(3, 'late-1')
      await settled()
    }

    it('[UI370] the work comes back as suggestions of its author, once, and the device knows it', async () => {
      await writeAndBeRefused()
      server = next()
      server.greet(newestSocket(), { role: 'suggester' })
      expect(insertions()).toEqual([[' كلمات', 'insertion--m1-late-1-0']])
      expect(session.getSnapshot()).toMatchObject({
        ready: true,
        saved: { kind: 'saving' },
        setAside: [{ late: 'late-1', back: { suggestions: 1, unplaced: [] } }],
      })
      server.read()
      server.ack()
      await settled()
      expect(saved()).toEqual({ kind: 'saved' })
      expect(store.asides).toMatchObject([{ back: { suggestions: 1, unplaced: [] } }])
      newestSocket().drop()
      await vi.advanceTimersByTimeAsync(3_000)
      server.greet(newestSocket(), { role: 'suggester' })
      expect(insertions()).toHaveLength(1)
      await session.close()
      session = open()
      await settled()
      server.greet(newestSocket(), { role: 'suggester' })
      expect(insertions()).toHaveLength(1)
      expect(await store.unsentDocuments()).toEqual({ ok: true, value: [] })
    })

    it('[UI370] waits until its author may suggest', async () => {
      await writeAndBeRefused()
      server = next()
      server.greet(newestSocket(), { role: 'commenter' })
      expect(insertions()).toEqual([])
      expect(session.getSnapshot().setAside).toMatchObject([{ back: null, text: 'كلمات' }])
      server.say({ type: 'control', control: { type: 'role', role: 'suggester' } })
      expect(insertions()).toHaveLength(1)
    })

    it('[UI370] a page that ended before the device knew that it is back does not bring it back twice', async () => {
      await writeAndBeRefused()
      const [waiting] = store.asides
      if (waiting === undefined) throw new Error('nothing is set aside')
      server = next()
      server.greet(newestSocket(), { role: 'suggester' })
      server.read()
      server.ack()
      await settled()
      await session.close()
      await store.setAside(waiting)
      session = open()
      await settled()
      server.greet(newestSocket(), { role: 'suggester' })
      expect(insertions()).toHaveLength(1)
      expect(session.getSnapshot().setAside).toMatchObject([
        { back: { suggestions: 0, unplaced: [{ why: 'before', words: 'كلمات' }] } },
      ])
    })

    it('[UI370] is not tried a third time', async () => {
      await writeAndBeRefused()
      server = next()
      server.greet(newestSocket(), { role: 'suggester' })
      refused(3, 'late-2')
      await settled()
      server = next()
      server.greet(newestSocket(), { role: 'suggester' })
      await settled()
      expect(insertions()).toEqual([])
      const [entry, ...others] = session.getSnapshot().setAside
      expect(others).toEqual([])
      expect(entry?.back).toEqual({
        suggestions: 0,
        unplaced: [{ why: 'refused', words: 'كلمات', gone: '' }],
      })
      expect(store.asides).toEqual([entry])
    })
  })

  it('[UI81] a key that falls on the old page after the refusal goes with the words set aside', async () => {
    await start()
    const old = session.getSnapshot().doc
    const refuse = (frame: number): void => {
      server.read()
      server.say({
        type: 'control',
        control: { type: 'refused', reason: 'role', detail: '', frame, late: null },
      })
    }
    text().insert(0, 'كلم')
    refuse(3)
    old.getText('content').insert(3, 'ات')
    await settled()
    old.getText('content').insert(5, ' أخرى')
    await settled()
    expect(session.getSnapshot().setAside).toMatchObject([{ id: 'id-1', text: 'كلمات أخرى' }])
    expect(store.asides).toMatchObject([{ id: 'id-1', text: 'كلمات أخرى' }])
    new FakeServer().greet(newestSocket(), { role: 'commenter' })
    expect(session.getSnapshot().saved).toEqual({ kind: 'saved' })
    expect(text().toJSON()).toBe('')
  })

  it('[UI81] a key on the old page is kept also when there was no unsent word before', async () => {
    await start()
    const old = session.getSnapshot().doc
    server.say({ type: 'control', control: { type: 'epoch', epoch: 'e2' } })
    old.getText('content').insert(0, 'متأخرة')
    await settled()
    expect(store.asides).toMatchObject([{ reason: 'epoch', text: 'متأخرة' }])
    expect(session.getSnapshot().setAside).toHaveLength(1)
  })

  it('[UI81] a replaced history never merges: unsent words are set aside', async () => {
    await start()
    newestSocket().drop()
    text().insert(0, 'من التاريخ القديم')
    await vi.advanceTimersByTimeAsync(500)
    newestSocket().open()
    newestSocket().drop(4409)
    await settled()
    expect(session.getSnapshot().setAside).toMatchObject([{ reason: 'epoch', text: 'من التاريخ القديم' }])
    expect(newestSocket().url).toBe('ws://test/sync/d1?ext=1&numbered=1&schema=s1')
    const restored = new FakeServer()
    restored.greet(newestSocket(), { epoch: 'e2' })
    expect(text().toJSON()).toBe('')
    expect(restored.text()).toBe('')
  })

  it('[UI82] a code of 4400–4499 ends the session with its reason, and nothing is tried again', async () => {
    await start()
    newestSocket().drop(4403)
    expect(saved()).toMatchObject({ kind: 'gone', reason: 'no-access' })
    const sockets = FakeSocket.made.length
    await vi.advanceTimersByTimeAsync(60_000)
    expect(FakeSocket.made.length).toBe(sockets)
  })

  it('[UI82] «come back later» is tried again', async () => {
    await start()
    newestSocket().drop(1013)
    const sockets = FakeSocket.made.length
    await vi.advanceTimersByTimeAsync(5_000)
    expect(FakeSocket.made.length).toBeGreaterThan(sockets)
  })

  it('role, stage and a needed reload change the snapshot; the clock follows the server', async () => {
    await start()
    server.say({ type: 'control', control: { type: 'role', role: 'viewer' } })
    server.say({ type: 'control', control: { type: 'stage', stage: 'final', set: null } })
    expect(session.getSnapshot().standing).toMatchObject({ role: 'viewer', stage: 'final' })
    expect(session.now() - Date.now()).toBe(4_000)
    server.say({ type: 'control', control: { type: 'reload', schema: 's2' } })
    expect(saved()).toMatchObject({ kind: 'read-only', reason: 'reload' })
  })

  it('a snapshot keeps its identity while nothing in it changes', async () => {
    await start()
    const before = session.getSnapshot()
    let calls = 0
    session.subscribe(() => calls++)
    server.ack()
    expect(session.getSnapshot()).toBe(before)
    expect(calls).toBe(0)
  })

  it('[UI751] opens without a server under the stage and the locks that it was told last', async () => {
    await start()
    const lock = { id: 'l', from: 'b', to: 'b', kind: 'settled', reason: null, by: 'f', at: 5 } as const
    server.say({ type: 'control', control: { type: 'locks', locks: [lock] } })
    server.say({
      type: 'control',
      control: { type: 'stage', stage: 'suggesting', set: { by: 'f', at: 6, reason: 'نراجع' } },
    })
    await settled()
    await session.close()
    session = open()
    await settled()
    expect(session.getSnapshot().standing).toMatchObject({
      stage: 'suggesting',
      stageSet: { by: 'f', at: 6, reason: 'نراجع' },
      locks: [lock],
    })
    // What the server says then holds.
    server.greet(newestSocket())
    await settled()
    expect(session.getSnapshot().standing).toMatchObject({ stage: HELLO.stage, locks: [] })
  })

  it('[UI751] what another version kept of a standing says nothing', async () => {
    await start()
    await session.close()
    await answers.put('standing/m1/d1', { member: 'm1', role: 'king', stage: 'drafting', locks: [] })
    session = open()
    await settled()
    expect(session.getSnapshot().standing).toBeNull()
  })
})
