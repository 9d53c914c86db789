import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { createRemoteUpdates } from '../../../editor/sync/remote-updates.ts'

describe('updates of others', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const typed = (count: number): readonly Uint8Array[] => {
    const doc = new Y.Doc()
    const updates: Uint8Array[] = []
    doc.on('update', (update: Uint8Array) => updates.push(update))
    for (let i = 0; i < count; i++) doc.getText('content').insert(i, String(i % 10))
    return updates
  }

  it('[UI84] the first comes at once, the rest of the frame as one transaction', () => {
    const doc = new Y.Doc()
    let transactions = 0
    doc.on('afterTransaction', () => transactions++)
    const remote = createRemoteUpdates(doc, 'server')
    for (const update of typed(6)) remote.add(update)
    expect(doc.getText('content').toJSON()).toBe('0')
    expect(transactions).toBe(1)
    vi.advanceTimersByTime(16)
    expect(doc.getText('content').toJSON()).toBe('012345')
    expect(transactions).toBe(2)
    vi.advanceTimersByTime(1_000)
    expect(transactions).toBe(2)
  })

  it('[UI84] a flush brings what waits forward, and nothing comes after the end', () => {
    const doc = new Y.Doc()
    const remote = createRemoteUpdates(doc, 'server')
    const [first, second, third] = typed(3)
    if (first === undefined || second === undefined || third === undefined) throw new Error('three updates')
    remote.add(first)
    remote.add(second)
    remote.flush()
    expect(doc.getText('content').toJSON()).toBe('01')
    remote.add(third)
    remote.close()
    vi.advanceTimersByTime(100)
    expect(doc.getText('content').toJSON()).toBe('01')
  })
})
