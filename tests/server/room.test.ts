import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Client, settleAll } from '../support/cohort/client.ts'
import { settled, World } from '../support/cohort/world.ts'

const twoEditors = async () => {
  const world = new World()
  world.add('a', 'editor')
  world.add('b', 'editor')
  const [a, b] = [new Client(world, 'a', 11), new Client(world, 'b', 12)]
  await a.connect()
  await b.connect()
  await settleAll([a, b])
  return { world, a, b }
}

describe('a room', () => {
  it('[DOC20] brings what one writes to the other, and acknowledges it', async () => {
    const { world, a, b } = await twoEditors()
    expect(a.text.length).toBe(1)
    a.text.insert(1, 'سلام')
    await settleAll([a, b])
    expect(b.plain).toBe('سلام')
    expect(a.isSaved).toBe(true)
    expect(world.broken).toEqual([])
    expect(Y.encodeStateVector(a.doc)).toEqual(Y.encodeStateVector(b.doc))
    await settled()
  })
})
