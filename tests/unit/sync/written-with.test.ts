import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { decodeMessage } from '#core/protocol/decode.ts'
import { encodeMessage } from '#core/protocol/encode.ts'
import { FRAME_LIMITS } from '#core/protocol/message.ts'
import { createRemoteUpdates } from '../../../editor/sync/remote-updates.ts'
import { numberedFrame } from '../../../editor/sync/numbered-frame.ts'
import { createWrittenWithMemory } from '../../../editor/sync/written-with.ts'

const page = () => {
  const doc = new Y.Doc()
  doc.clientID = 7
  const memory = createWrittenWithMemory()
  let heard: number | null = null
  doc.on('update', (_update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
    if (origin !== 'server') memory.note(transaction, heard)
  })
  const hear = (seq: number | null): void => {
    heard = seq
  }
  return { text: doc.getText('content'), memory, hear }
}

describe('with how much heard a page wrote what it wrote', () => {
  it('[PRO411] is told from the first clock on that was written with it, and what the page deleted itself', () => {
    const { text, memory, hear } = page()
    text.insert(0, 'ab')
    expect(memory.message(7)).toBeNull()
    hear(3)
    text.insert(2, 'cd')
    text.insert(4, 'ef')
    hear(5)
    text.delete(0, 1)
    text.insert(5, 'g')
    expect(memory.message(7)).toEqual({
      type: 'written-with',
      client: 7,
      from: [
        { clock: 2, seq: 3 },
        { clock: 6, seq: 5 },
      ],
      deleted: [{ client: 7, clock: 0, length: 1, at: 6 }],
    })
    memory.settled(6, false)
    expect(memory.message(7)).toMatchObject({ from: [{ clock: 6, seq: 5 }], deleted: [{ clock: 0 }] })
    memory.settled(7, true)
    expect(memory.message(7)).toMatchObject({ from: [{ clock: 6, seq: 5 }], deleted: [] })
  })

  it('[PRO411] fits in a frame, however long the page was away', () => {
    const { text, memory, hear } = page()
    for (let seq = 1; seq <= FRAME_LIMITS.writtenWith + 1; seq++) {
      hear(seq)
      text.insert(0, 'a')
    }
    const message = memory.message(7)
    if (message === null) throw new Error('there is something to tell')
    expect(decodeMessage(encodeMessage(message)).ok).toBe(true)
    expect(message.from.at(-1)?.seq).toBe(FRAME_LIMITS.writtenWith + 1)
  })

  it('[PRO410] a frame with an update of ours says it, every other frame is as it was', () => {
    const update = Uint8Array.of(1, 2, 3)
    const frame = encodeMessage({ type: 'update', update })
    expect(numberedFrame(frame, 300)).toEqual(encodeMessage({ type: 'numbered-update', seq: 300, update }))
    expect(numberedFrame(frame, null)).toBe(frame)
    const answer = encodeMessage({ type: 'sync-step-2', update })
    expect(numberedFrame(answer, 300)).toBe(answer)
    const asked = encodeMessage({ type: 'query-presence' })
    expect(numberedFrame(asked, 300)).toBe(asked)
  })

  it('[PRO410] what waits to be applied has not been heard; what is written in answer to it was', () => {
    const [theirs, ours] = [new Y.Doc(), new Y.Doc()]
    const updates: Uint8Array[] = []
    theirs.on('update', (update: Uint8Array) => updates.push(update))
    theirs.getText('content').insert(0, 'a')
    theirs.getText('content').insert(1, 'b')
    const remote = createRemoteUpdates(ours, 'server')
    const atUpdate: (number | null)[] = []
    ours.on('update', () => atUpdate.push(remote.heard()))
    const [first, second] = updates
    if (first === undefined || second === undefined) throw new Error('two updates')
    remote.add(first, 4)
    remote.add(second, 6)
    expect(remote.heard()).toBe(4)
    remote.flush()
    expect(remote.heard()).toBe(6)
    expect(atUpdate).toEqual([4, 6])
    remote.close()
  })
})
