import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { whenSeen } from '../../../editor/ui/stages/when-seen.ts'

describe('what goes when it has been seen', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('[UI891] stays while nobody is there, and goes a while after the first key or move, once', () => {
    const page = new EventTarget()
    const act = vi.fn()
    whenSeen(page, 20_000, act)
    vi.advanceTimersByTime(3_600_000)
    expect(act).not.toHaveBeenCalled()
    page.dispatchEvent(new Event('keydown'))
    vi.advanceTimersByTime(10_000)
    page.dispatchEvent(new Event('pointermove'))
    vi.advanceTimersByTime(9_999)
    expect(act).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    page.dispatchEvent(new Event('keydown'))
    vi.advanceTimersByTime(60_000)
    expect(act).toHaveBeenCalledTimes(1)
  })

  it('[UI891] is forgotten when it was closed before', () => {
    const page = new EventTarget()
    const act = vi.fn()
    const stop = whenSeen(page, 20_000, act)
    page.dispatchEvent(new Event('keydown'))
    stop()
    page.dispatchEvent(new Event('keydown'))
    vi.advanceTimersByTime(60_000)
    expect(act).not.toHaveBeenCalled()
  })
})
