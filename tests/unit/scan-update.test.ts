import * as encoding from 'lib0/encoding'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { leavesGap, MAX_UPDATE_BYTES, scanUpdate, type ScanError } from '#core/shared-doc/scan-update.ts'
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts'

const scan = (update: Uint8Array) => scanUpdate(update, MAX_UPDATE_BYTES)
const failure = (update: Uint8Array): ScanError['reason'] | 'passed' => {
  const result = scan(update)
  return result.ok ? 'passed' : result.error.reason
}
const passed = (update: Uint8Array) => {
  const result = scan(update)
  if (!result.ok) throw new Error(`${result.error.reason}: ${result.error.detail}`)
  return result.value
}

const write = (build: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(build)

/** One client section with the structs that `build` writes, and no deletions. */
const section = (count: number, build: (encoder: encoding.Encoder) => void, client = 7, clock = 0) =>
  write((encoder) => {
    for (const value of [1, count, client, clock]) encoding.writeVarUint(encoder, value)
    build(encoder)
    encoding.writeVarUint(encoder, 0)
  })

const inRoot = (encoder: encoding.Encoder, kind: number, root = 'content') => {
  encoding.writeUint8(encoder, kind)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, root)
}

const randomText = (random: SeededRandom): string =>
  Array.from({ length: 1 + random.below(6) }, () => random.pick(['ا', 'ب', ' ', 'x', '😀', '\n'])).join('')

/** An honest edit of any kind that the editor makes. */
const edit = (doc: Y.Doc, random: SeededRandom): void => {
  const text = doc.getText('content')
  const at = random.below(text.length + 1)
  const length = Math.min(text.length - at, 1 + random.below(5))
  const kind = random.below(6)
  if (kind === 0 || text.length < 4) {
    text.insertEmbed(at, new Y.Map<unknown>([['bid', `b${random.below(1e6)}`]]))
  } else if (kind === 1 && length > 0) text.delete(at, length)
  else if (kind === 2 && length > 0) text.format(at, length, { bold: random.chance(0.5) ? true : null })
  else if (kind === 3 && length > 0)
    text.format(at, length, { [`insertion--m-s-${random.below(9)}`]: { by: 'm', at: random.below(1e6) } })
  else if (kind === 4) {
    for (const part of text.toDelta()) {
      if (part.insert instanceof Y.Map && random.chance(0.3)) part.insert.set('kind', 'heading')
    }
  } else text.insert(at, randomText(random))
}

describe('the scan of an update', () => {
  it('[GAT1] passes what an honest client sends, flushes, merged flushes and whole states alike', () => {
    for (let seed = 1; seed <= 30; seed++) {
      const random = seededRandom(seed)
      const peers = [0, 1, 2].map(() => new Y.Doc())
      const flushes: Uint8Array[] = []
      for (const doc of peers) doc.on('update', (update: Uint8Array) => flushes.push(update))
      for (let step = 0; step < 40; step++) {
        const doc = random.pick(peers)
        doc.transact(() => {
          for (let count = random.below(3); count >= 0; count--) edit(doc, random)
        })
        if (random.chance(0.3)) {
          const other = random.pick(peers)
          Y.applyUpdate(other, Y.encodeStateAsUpdate(doc, Y.encodeStateVector(other)))
        }
      }
      for (const update of flushes) passed(update)
      for (const doc of peers) passed(Y.encodeStateAsUpdate(doc))
    }
  })

  it('[GAT1] reports client ids, clock ranges, deletions and what has to be there', () => {
    const first = new Y.Doc()
    first.clientID = 1
    first.getText('content').insert(0, 'abcdef')
    const second = new Y.Doc()
    second.clientID = 2
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first))
    const before = Y.encodeStateVector(second)
    second.getText('content').insert(3, 'XY')
    second.getText('content').delete(0, 2)
    const scanned = passed(Y.encodeStateAsUpdate(second, before))
    expect([...scanned.written]).toEqual([[2, { start: 0, end: 2 }]])
    expect([...scanned.deleted]).toEqual([[1, [{ start: 0, end: 2 }]]])
    // It leans on the third and fourth letter.
    expect(scanned.needed.get(1)).toBe(4)
    expect(scanned.isEmpty).toBe(false)
    expect(passed(Y.encodeStateAsUpdate(new Y.Doc())).isEmpty).toBe(true)
  })

  it('[GAT1] counts text in UTF-16 units, as clocks do', () => {
    const doc = new Y.Doc()
    doc.clientID = 5
    doc.getText('content').insert(0, 'ا😀é')
    expect(passed(Y.encodeStateAsUpdate(doc)).written.get(5)).toEqual({ start: 0, end: 4 })
  })

  it('[GAT2] refuses counts that cannot be there, at once and without allocating', () => {
    const bombs = [
      write((encoder) => {
        for (const value of [1, 2 ** 25, 7, 0]) encoding.writeVarUint(encoder, value)
      }),
      write((encoder) => encoding.writeVarUint(encoder, 2 ** 40)),
      section(1, (encoder) => {
        inRoot(encoder, 4)
        encoding.writeVarUint(encoder, 2 ** 31)
      }),
      write((encoder) => {
        encoding.writeVarUint(encoder, 0)
        for (const value of [1, 7, 2 ** 40]) encoding.writeVarUint(encoder, value)
      }),
    ]
    for (const bomb of bombs) expect(failure(bomb)).toBe('malformed')
  })

  it('[GAT2] refuses what is larger than the limit', () => {
    const result = scanUpdate(new Uint8Array(11), 10)
    expect(result.ok ? 'passed' : result.error.reason).toBe('too-large')
  })

  it.each([
    ['JSON', 2],
    ['binary', 3],
    ['embedded objects', 5],
    ['sub-documents', 9],
    ['Skip', 10],
  ])('[GAT3] refuses %s', (_name, kind) => {
    expect(failure(section(1, (encoder) => inRoot(encoder, kind)))).toBe('not-allowed-content')
  })

  it('[GAT3] refuses every root but the text, and attributes of the root', () => {
    const doc = new Y.Doc()
    doc.getMap('meta').set('a', 1)
    expect(failure(Y.encodeStateAsUpdate(doc))).toBe('not-allowed-content')
    const attributed = new Y.Doc()
    attributed.getText('content').setAttribute('a', 1)
    expect(failure(Y.encodeStateAsUpdate(attributed))).toBe('not-allowed-content')
  })

  it.each([
    ['array', () => new Y.Array<number>()],
    ['text', () => new Y.Text()],
    ['xml', () => new Y.XmlElement('p')],
  ])('[GAT3] refuses an embedded %s', (_name, make) => {
    const doc = new Y.Doc()
    doc.getText('content').insertEmbed(0, make())
    expect(failure(Y.encodeStateAsUpdate(doc))).toBe('not-allowed-content')
  })

  it('[GAT3] refuses control characters in the text, but not the line feed', () => {
    for (const character of ['\u0000', '\t', '\r', '\u001b', '\u007f', '\u0085']) {
      const doc = new Y.Doc()
      doc.getText('content').insert(0, `نص${character}`)
      expect(failure(Y.encodeStateAsUpdate(doc))).toBe('not-allowed-content')
    }
    const doc = new Y.Doc()
    doc.getText('content').insert(0, 'سطر\nسطر')
    expect(failure(Y.encodeStateAsUpdate(doc))).toBe('passed')
  })

  it('[GAT4] refuses keys that reach into JavaScript', () => {
    for (const key of ['__proto__', 'constructor', 'prototype']) {
      const marker = new Y.Doc()
      marker.getText('content').insertEmbed(0, new Y.Map<unknown>([[key, 1]]))
      expect(failure(Y.encodeStateAsUpdate(marker))).toBe('not-allowed-content')
      const format = section(1, (encoder) => {
        inRoot(encoder, 6)
        encoding.writeVarString(encoder, 'bold')
        encoding.writeVarString(encoder, `{"${key}": 1}`)
      })
      expect(failure(format)).toBe('not-allowed-content')
    }
  })

  it('[GAT4] refuses deep, binary and oversized values', () => {
    let deep: unknown = 1
    for (let depth = 0; depth < 10; depth++) deep = [deep]
    for (const value of [deep, 2n ** 60n, 'x'.repeat(3000)]) {
      const doc = new Y.Doc()
      doc.getText('content').insertEmbed(0, new Y.Map<unknown>([['kind', value]]))
      expect(failure(Y.encodeStateAsUpdate(doc))).toBe('not-allowed-content')
    }
  })

  it('[GAT2] refuses two sections of one client, empty structs, bad UTF-8, bad JSON and trailing bytes', () => {
    const twice = write((encoder) => {
      encoding.writeVarUint(encoder, 2)
      for (const clock of [0, 1]) {
        for (const value of [1, 7, clock]) encoding.writeVarUint(encoder, value)
        inRoot(encoder, 4)
        encoding.writeVarString(encoder, 'a')
      }
      encoding.writeVarUint(encoder, 0)
    })
    const empty = section(1, (encoder) => {
      inRoot(encoder, 4)
      encoding.writeVarString(encoder, '')
    })
    const notUtf8 = section(1, (encoder) => {
      inRoot(encoder, 4)
      encoding.writeVarUint8Array(encoder, Uint8Array.of(0xed, 0xa0, 0x80))
    })
    const notJson = section(1, (encoder) => {
      inRoot(encoder, 6)
      encoding.writeVarString(encoder, 'bold')
      encoding.writeVarString(encoder, '{')
    })
    const doc = new Y.Doc()
    doc.getText('content').insert(0, 'a')
    const trailing = Uint8Array.from([...Y.encodeStateAsUpdate(doc), 0])
    for (const update of [twice, empty, notUtf8, notJson, trailing]) expect(failure(update)).toBe('malformed')
  })

  it('[GAT2] refuses a struct that refers to its own future, which Yjs throws on', () => {
    const update = section(1, (encoder) => {
      encoding.writeUint8(encoder, 0x84)
      for (const value of [7, 3]) encoding.writeVarUint(encoder, value)
      encoding.writeVarString(encoder, 'a')
    })
    expect(() => Y.applyUpdate(new Y.Doc(), update)).toThrow()
    expect(failure(update)).toBe('malformed')
  })

  it('[GAT5] agrees with Yjs on mutated and random bytes: what passes without a gap applies whole', () => {
    const random = seededRandom(11)
    const base = new Y.Doc()
    base.clientID = 1
    for (let step = 0; step < 60; step++) edit(base, random)
    const state = Y.encodeStateAsUpdate(base)
    let admitted = 0
    for (let round = 0; round < 6000; round++) {
      const doc = new Y.Doc()
      doc.clientID = 2 + random.below(1000)
      Y.applyUpdate(doc, state)
      const before = Y.encodeStateVector(doc)
      for (let count = random.below(3); count >= 0; count--) edit(doc, random)
      const bytes =
        round % 10 === 0
          ? Uint8Array.from({ length: random.below(60) }, () => random.below(256))
          : Uint8Array.from(Y.encodeStateAsUpdate(doc, before))
      for (let count = random.below(4); count > 0 && bytes.length > 0; count--)
        bytes[random.below(bytes.length)] = random.below(random.pick([2, 16, 256]))
      const cut = random.chance(0.1) ? bytes.slice(0, random.below(bytes.length + 1)) : bytes
      const result = scan(cut)
      if (!result.ok) continue
      admitted++
      const target = new Y.Doc()
      Y.applyUpdate(target, state)
      const clocks = Y.decodeStateVector(Y.encodeStateVector(target))
      const isWhole = !leavesGap(result.value, (client) => clocks.get(client) ?? 0)
      Y.applyUpdate(target, cut)
      const isPending = target.store.pendingStructs !== null || target.store.pendingDs !== null
      if (!isWhole) continue
      expect(isPending).toBe(false)
      const after = Y.decodeStateVector(Y.encodeStateVector(target))
      for (const [client, range] of result.value.written)
        expect(after.get(client)).toBe(Math.max(clocks.get(client) ?? 0, range.end))
    }
    expect(admitted).toBeGreaterThan(500)
  })

  it('[GAT1] takes time linear in the bytes', () => {
    const doc = new Y.Doc()
    doc.getText('content').insert(0, 'ا'.repeat(500_000))
    const update = Y.encodeStateAsUpdate(doc)
    const start = performance.now()
    passed(update)
    expect(performance.now() - start).toBeLessThan(500)
  })
})
