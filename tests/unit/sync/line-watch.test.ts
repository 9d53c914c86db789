import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLineWatch, type Silence } from '../../../editor/sync/line-watch.ts'

describe('the watch of a line', () => {
  /** What becomes of a question: an answer after so many milliseconds, or none for ever. */
  let line: number | 'refused' | 'silent' = 10
  let asked: number[] = []
  let ended = 0
  let heard: (Silence | null)[] = []
  let mayAsk = true
  let chance = 0

  const open = () =>
    createLineWatch({
      ask: (signal) => {
        asked.push(Date.now())
        signal.addEventListener('abort', () => ended++)
        if (line === 'refused') return Promise.reject(new TypeError('refused'))
        const after = line
        return new Promise((resolve) => {
          if (after !== 'silent') setTimeout(resolve, after, true)
        })
      },
      mayAsk: () => mayAsk,
      random: () => chance,
      now: () => Date.now(),
      answered: (silence) => heard.push(silence),
    })

  beforeEach(() => {
    vi.useFakeTimers({ now: 0 })
    line = 10
    asked = []
    ended = 0
    heard = []
    mayAsk = true
    chance = 0
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('[UI933] asks every second or two, by chance, so that pages cut off together come back apart', async () => {
    const watch = open()
    chance = 0.5
    watch.start()
    await vi.advanceTimersByTimeAsync(1_999)
    chance = 0.999
    await vi.advanceTimersByTimeAsync(5_001)
    expect(asked).toEqual([500, 1_800, 3_100, 4_699, 6_298])
    expect(heard).toEqual([null, null, null, null, null])
    watch.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toHaveLength(5)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('[UI933] does not wait for what is lost: the first answer says since when nothing came', async () => {
    const watch = open()
    line = 'silent'
    watch.start()
    await vi.advanceTimersByTimeAsync(1_500)
    line = 10
    await vi.advanceTimersByTimeAsync(600)
    expect(heard).toEqual([{ since: 0, until: 2_000 }])
    expect(ended).toBe(2)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(heard.slice(1)).toEqual([null])
    watch.stop()
  })

  it('[UI933] never has more than four questions under way, and lets those go that are lost', async () => {
    const watch = open()
    line = 'silent'
    watch.start()
    await vi.advanceTimersByTimeAsync(60_500)
    expect(asked).toHaveLength(61)
    expect(asked.length - ended).toBeLessThanOrEqual(4)
    watch.stop()
    expect(ended).toBe(61)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(heard).toEqual([])
  })

  it('[UI933] a slow line is not taken for a dead one, and a refusal is one at once', async () => {
    const watch = open()
    line = 3_500
    watch.start()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(heard.length).toBeGreaterThan(10)
    expect(heard.every((silence) => silence === null)).toBe(true)
    watch.stop()
    heard = []
    line = 'refused'
    watch.start()
    await vi.advanceTimersByTimeAsync(3_500)
    line = 10
    await vi.advanceTimersByTimeAsync(1_000)
    expect(heard).toEqual([{ since: 20_000, until: 24_000 }])
    watch.stop()
  })

  it('[UI933] asks nothing while nobody may, until it is started again', async () => {
    const watch = open()
    mayAsk = false
    watch.start()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
    mayAsk = true
    watch.start()
    await vi.advanceTimersByTimeAsync(999)
    expect(asked).toHaveLength(1)
    watch.stop()
  })
})
