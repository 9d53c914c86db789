import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Client, settleAll } from '../support/cohort/client.ts'
import { World } from '../support/cohort/world.ts'

const BLOCKS = ['a', 'b', 'c'] as const

const meeting = async () => {
  const world = new World()
  world.add('m', 'editor')
  world.add('n', 'editor')
  world.add('o', 'editor')
  const [m, n, o] = [new Client(world, 'm', 11), new Client(world, 'n', 12), new Client(world, 'o', 13)]
  for (const client of [m, n, o]) await client.connect()
  await settleAll([m, n, o])
  m.doc.transact(() => {
    m.text.delete(0, m.text.length)
    for (const bid of BLOCKS) {
      m.text.insertEmbed(m.text.length, new Y.Map([['bid', bid]]), {})
      m.text.insert(m.text.length, `text ${bid}`, {})
    }
  })
  await settleAll([m, n, o])
  return { world, m, n, o }
}

/** What stands in the text: a marker as its bid in brackets, words as they are. */
const shown = (client: Client): string => {
  let line = ''
  for (const { insert } of client.text.toDelta()) {
    if (typeof insert === 'string') line += insert
    else if (insert instanceof Y.Map) line += `[${String(insert.get('bid'))}]`
  }
  return line
}

/** Where the marker with this bid stands, as an offset in the shared text. */
const offsetOf = (client: Client, bid: string): number => {
  let offset = 0
  for (const { insert } of client.text.toDelta()) {
    if (insert instanceof Y.Map && insert.get('bid') === bid) return offset
    offset += typeof insert === 'string' ? insert.length : 1
  }
  throw new Error(`no block ${bid} in ${shown(client)}`)
}

/** Cuts the block out, marker and words, and puts it with its bid at `to` of what is left. */
const move = (client: Client, bid: string, to: 'start' | 'end'): void => {
  const { text } = client
  text.doc?.transact(() => {
    text.delete(offsetOf(client, bid), `text ${bid}`.length + 1)
    const place = to === 'start' ? 0 : text.length
    text.insertEmbed(place, new Y.Map([['bid', bid]]), {})
    text.insert(place + 1, `text ${bid}`, {})
  })
}

const told = (client: Client): unknown[] => client.controls.filter(({ type }) => type === 'moved-twice')

describe('two members who move one block at once', () => {
  it('[GAT330] are each told of the other, and nobody else is', async () => {
    const { world, m, n, o } = await meeting()
    move(m, 'b', 'start')
    move(n, 'b', 'end')
    await settleAll([m, n, o])
    expect(told(m)).toEqual([{ type: 'moved-twice', bid: 'b', by: 'n' }])
    expect(told(n)).toEqual([{ type: 'moved-twice', bid: 'b', by: 'm' }])
    expect(told(o)).toEqual([])
    expect(shown(m).split('text b')).toHaveLength(2)
    expect(world.broken).toEqual([])
  })

  it('[GAT330] hear nothing when they move different blocks, or one after the other', async () => {
    const { m, n, o } = await meeting()
    move(m, 'a', 'end')
    move(n, 'c', 'start')
    await settleAll([m, n, o])
    move(n, 'a', 'start')
    await settleAll([m, n, o])
    expect(shown(o)).toBe('[a]text a[c]text c[b]text b')
    for (const client of [m, n, o]) expect(told(client)).toEqual([])
  })
})
