import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { unsentText } from '../../../editor/sync/unsent-text.ts'

/** A document with a safe sentence by client 1; edits afterwards are by client 2. */
const given = (): { readonly doc: Y.Doc; readonly text: Y.Text } => {
  const base = new Y.Doc()
  base.clientID = 1
  base.getText('content').insert(0, 'النصّ المشترك ثابت.')
  const doc = new Y.Doc()
  doc.clientID = 2
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(base))
  return { doc, text: doc.getText('content') }
}
const nothingOf2 = (client: number): number => (client === 2 ? 0 : Number.POSITIVE_INFINITY)

describe('the words that no server has', () => {
  it('[UI81] are the own insertions in reading order, apart where others’ words lie between', () => {
    const { doc, text } = given()
    text.insert(text.length, ' خاتمة')
    text.insert(0, 'مقدمة ')
    expect(unsentText(doc, nothingOf2)).toBe('مقدمة  …  خاتمة')
  })

  it('[UI81] leave out what is durable and what was deleted again', () => {
    const { doc, text } = given()
    text.insert(0, 'أولى ')
    const durable = Y.getState(doc.store, 2)
    text.insert(0, 'ثانية ')
    text.insert(0, 'محذوفة')
    text.delete(0, 6)
    expect(unsentText(doc, (client) => (client === 2 ? durable : Number.POSITIVE_INFINITY))).toBe('ثانية')
  })

  it('[UI81] are empty when only deletions or formats wait', () => {
    const { doc, text } = given()
    text.delete(0, 3)
    text.format(0, 2, { bold: true })
    expect(unsentText(doc, nothingOf2)).toBe('')
  })

  it('[UI81] break the line at a block', () => {
    const { doc, text } = given()
    text.insert(0, 'سطر')
    text.insertEmbed(3, new Y.Map())
    text.insert(4, 'آخر')
    expect(unsentText(doc, nothingOf2)).toBe('سطر\nآخر')
  })
})
