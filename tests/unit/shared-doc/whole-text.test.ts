import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { schema } from '#core/schema/schema.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { readDocument, writeDocument } from '#core/shared-doc/whole-text.ts'
import { block, document } from '../../support/peers/peer.ts'

const doc = document(
  block('عنوان', { bid: 'a', kind: 'heading', level: 1 }),
  block([schema.text('نصّ '), schema.text('غليظ', [schema.mark('bold')])], { bid: 'b' }),
)

describe('a whole text', () => {
  it('[DOC4] is filled once: a text that is not empty and a block without a bid are refused', () => {
    const ydoc = new Y.Doc()
    writeDocument(ydoc, doc, 'seed')
    expect(readDocument(schema, ydoc).toJSON()).toEqual(doc.toJSON())
    expect(() => writeDocument(ydoc, doc, 'seed')).toThrow('only an empty text is filled')
    expect(() => writeDocument(new Y.Doc(), document(block('x')), 'seed')).toThrow('needs its bid')
  })

  it('[DOC1] without a marker in front is one block without a bid; an empty one too', () => {
    const ydoc = new Y.Doc()
    expect(readDocument(schema, ydoc).childCount).toBe(1)
    contentOf(ydoc).insert(0, 'نص')
    const read = readDocument(schema, ydoc)
    expect([read.childCount, read.child(0).attrs['bid'], read.textContent]).toEqual([1, null, 'نص'])
  })
})
