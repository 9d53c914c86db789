import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAckWait } from '../../../editor/sync/ack-wait.ts'
import { createDeadline } from '../../../editor/sync/deadline.ts'
import { ACK_PATIENCE_MS, SILENCE_MS } from '../../../editor/sync/saved-state.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a deadline', () => {
  it('keeps its first time when it is started again, passes once, and can be started anew', () => {
    let passed = 0
    const deadline = createDeadline(100, () => passed++)
    deadline.start()
    vi.advanceTimersByTime(60)
    deadline.start()
    vi.advanceTimersByTime(40)
    expect(passed).toBe(1)
    vi.advanceTimersByTime(1_000)
    expect(passed).toBe(1)
    deadline.start()
    deadline.stop()
    vi.advanceTimersByTime(1_000)
    expect(passed).toBe(1)
  })
})

describe('the wait for an ack', () => {
  it('[UI13] [UI933] is doubtful, then overdue after its patience, and no more once the server answers', () => {
    const heard: string[] = []
    const wait = createAckWait({
      waited: () => heard.push('waited'),
      checkSilence: () => heard.push('check'),
    })
    wait.start()
    vi.advanceTimersByTime(ACK_PATIENCE_MS - 1)
    expect([wait.isDoubtful(), wait.isOverdue()]).toEqual([true, false])
    vi.advanceTimersByTime(1)
    expect([wait.isOverdue(), heard]).toEqual([true, ['waited', 'waited']])
    wait.answered()
    expect([wait.isDoubtful(), wait.isOverdue()]).toEqual([false, false])
    wait.stop()
    vi.advanceTimersByTime(10 * SILENCE_MS)
    expect(heard).toEqual(['waited', 'waited'])
  })

  it('[UI13] looks for silence again and again while work waits', () => {
    let checks = 0
    const wait = createAckWait({ waited: () => undefined, checkSilence: () => checks++ })
    wait.start()
    vi.advanceTimersByTime(3 * SILENCE_MS)
    expect(checks).toBe(3)
    wait.stop()
    vi.advanceTimersByTime(3 * SILENCE_MS)
    expect(checks).toBe(3)
    expect(vi.getTimerCount()).toBe(0)
  })
})
