import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { contentOf } from '#core/shared-doc/elements.ts'
import { editSequence, type SequenceEdit } from '#core/shared-doc/sequence-edit.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { copyOf, settle } from '../../support/peers/peer.ts'

const MARK = { by: 's', at: 5 }
const KEY = 'insertion--s-1'

const seeded = (): Y.Doc => {
  const doc = new Y.Doc()
  doc.clientID = 1
  const text = contentOf(doc)
  text.insertEmbed(0, new Y.Map([['bid', 'a']]), {})
  text.insert(1, 'one new two', {})
  text.format(5, 3, { [KEY]: MARK })
  return doc
}

const edit = (doc: Y.Doc, change: (edit: SequenceEdit) => void): void => {
  const sequence = new Sequence(contentOf(doc))
  editSequence(sequence, 'test', change)
  sequence.destroy()
}

const runsOf = (doc: Y.Doc): string => {
  const sequence = new Sequence(contentOf(doc))
  const runs = sequence.runs(1)
  sequence.destroy()
  return runs.map(({ text, formats }) => [text, ...formats.keys()].join(':')).join('|')
}

describe('formats beside what others do', () => {
  it('[GAT403] what is written inside another’s mark leaves nothing behind when that mark goes', () => {
    for (const offset of [4, 5, 7]) {
      const one = seeded()
      const two = copyOf(one, 2)
      edit(two, (at) => at.insertText({ slot: 1, offset }, 'x', new Map([['bold', true]])))
      edit(two, (at) => at.format({ slot: 1, offset }, 1, new Map([[KEY, MARK]])))
      edit(one, (at) => at.format({ slot: 1, offset: 4 }, 3, new Map([[KEY, null]])))
      settle([one, two])
      expect(runsOf(two)).toBe(runsOf(one))
      // Theirs may keep the mark that they set on it; nobody else’s letter does.
      const marked = runsOf(one)
        .split('|')
        .filter((run) => run.includes(KEY))
      for (const run of marked) expect(run).toMatch(/^x:/)
    }
  })

  it('[GAT403] a style set on the first letters of a block does not come over what somebody writes in front of them', () => {
    const one = seeded()
    edit(one, (at) => at.format({ slot: 1, offset: 0 }, 3, new Map([['deletion--s-2', MARK]])))
    const two = copyOf(one, 2)
    const three = copyOf(one, 3)
    edit(two, (at) => at.format({ slot: 1, offset: 0 }, 3, new Map([['bold', true]])))
    edit(three, (at) => at.insertText({ slot: 1, offset: 0 }, 'base ', new Map()))
    settle([one, two, three])
    expect(runsOf(one)).toBe(`base |one:deletion--s-2:bold| |new:${KEY}| two`)
    expect(runsOf(two)).toBe(runsOf(one))
  })

  it('[GAT403] a mark that is set again does not reach over what is written behind what went', () => {
    const one = seeded()
    edit(one, (at) => at.format({ slot: 1, offset: 4 }, 3, new Map([[KEY, null]])))
    const two = copyOf(one, 2)
    edit(two, (at) => at.insertText({ slot: 1, offset: 7 }, 'er', new Map()))
    edit(one, (at) => at.format({ slot: 1, offset: 4 }, 3, new Map([[KEY, MARK]])))
    settle([one, two])
    expect(runsOf(one)).toBe(`one |new:${KEY}|er two`)
  })

  it('[GAT403] what is moved to where a suggestion stood keeps its mark when what is left of that is taken off', () => {
    const one = seeded()
    const two = copyOf(one, 2)
    edit(two, (at) => at.delete({ slot: 1, offset: 4 }, { slot: 1, offset: 7 }))
    const three = copyOf(two, 3)
    edit(two, (at) => at.insertText({ slot: 1, offset: 4 }, 'new', new Map([[KEY, MARK]])))
    for (let item = contentOf(three)._start; item !== null; item = item.right) {
      const left = item
      if (left.content instanceof Y.ContentFormat && !left.deleted) three.transact((tr) => left.delete(tr))
    }
    settle([one, two, three])
    expect(runsOf(two)).toBe(`one |new:${KEY}| two`)
  })

  it('[GAT403] a deletion leaves the marks of others in its place as they are', () => {
    const one = seeded()
    const two = copyOf(one, 2)
    edit(two, (at) => at.delete({ slot: 1, offset: 4 }, { slot: 1, offset: 7 }))
    edit(one, (at) => at.insertText({ slot: 1, offset: 7 }, 'er', new Map([[KEY, MARK]])))
    settle([one, two])
    expect(runsOf(two)).toBe(`one |er:${KEY}| two`)
  })
})
