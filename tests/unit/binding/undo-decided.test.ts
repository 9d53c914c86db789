import { TextSelection } from 'prosemirror-state'
import { afterEach, describe, expect, it } from 'vitest'
import { dropDecided } from '../../../editor/extensions/binding/undo.ts'
import { encodeDocument } from '#core/schema/content.ts'
import { schema } from '#core/schema/schema.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { decideSuggestions } from '#core/shared-doc/decide-suggestions.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { readDocument } from '#core/shared-doc/whole-text.ts'
import { blocksToElements } from '#core/suggestions/element.ts'
import { projectWithout } from '#core/suggestions/project.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import type { Doc } from 'yjs'
import { block, copyOf, document, seeded, settle } from '../../support/peers/peer.ts'
import { seededRandom, seeds } from '../../support/seeded-random.ts'
import { openWriter, type Writer } from '../../support/peers/suggester.ts'

const opened: Writer[] = []
afterEach(() => {
  for (const { peer } of opened.splice(0)) peer.destroy()
})

const idsIn = (doc: Doc): string[] => [
  ...new Set(
    blocksToElements(encodeDocument(readDocument(schema, doc))).flatMap(({ formats }) =>
      suggestionsOn(formats).map(({ id }) => id),
    ),
  ),
]

/** A member who suggests, or writes directly, and the text as the server has it. */
const open = (suggests = true) => {
  const server = seeded(document(block('first text', { bid: 'a' }), block('second text', { bid: 'b' })))
  const decided = new Set<string>()
  const writer = openWriter(copyOf(server, 20), 'w', suggests, (id) => decided.has(id))
  const other = openWriter(copyOf(server, 30), 'o', true)
  opened.push(writer, other)
  const docs = [server, writer.peer.ydoc, other.peer.ydoc]
  const manager = writer.peer.undoManager
  return {
    writer,
    other,
    manager,
    decided,
    sync: () => {
      settle(docs)
    },
    /** As the page does it: the text comes, then the control, if that is there yet. */
    decide: (verdict: 'accept' | 'reject', ids: readonly string[], isHeard = true) => {
      settle(docs)
      const sequence = new Sequence(contentOf(server))
      decideSuggestions(sequence, { verdict, ids: new Set(ids) }, 'decision')
      sequence.destroy()
      settle(docs)
      if (!isHeard) return
      for (const id of ids) decided.add(id)
      dropDecided(manager, new Set(ids))
    },
    shown: () => {
      settle(docs)
      writer.peer.check()
      return readDocument(schema, server).textBetween(0, readDocument(schema, server).content.size, '|')
    },
  }
}

describe('undo after a decision', () => {
  it('[SUG450] forgets the accepted words and keeps what else was done, both ways', () => {
    const { writer, manager, decide, shown } = open()
    writer.caret('second')
    writer.type('B ')
    manager.stopCapturing()
    writer.caret('first')
    writer.type('A ')
    const [first] = idsIn(writer.peer.ydoc)
    decide('accept', [first ?? ''])
    manager.undo()
    expect(shown()).toBe('A first text|second text')
    expect(manager.undo()).toBeNull()
    manager.redo()
    expect(shown()).toBe('A first text|B second text')
  })

  it('[SUG450] takes the decided half out of a step that holds two suggestions', () => {
    for (const verdict of ['accept', 'reject'] as const) {
      const { writer, manager, decide, shown } = open()
      writer.caret('first')
      writer.type('A ')
      const [first] = idsIn(writer.peer.ydoc)
      writer.caret('second')
      writer.type('B ')
      expect(manager.undoStack).toHaveLength(1)
      decide(verdict, [first ?? ''])
      manager.undo()
      expect(shown()).toBe(`${verdict === 'accept' ? 'A ' : ''}first text|second text`)
      manager.redo()
      expect(shown()).toBe(`${verdict === 'accept' ? 'A ' : ''}first text|B second text`)
    }
  })

  it('[SUG450] does not bring back what was undone and then decided, nor deletions that were accepted', () => {
    const { writer, manager, decide, shown } = open()
    writer.select('first ')
    writer.backspace()
    const [deletion] = idsIn(writer.peer.ydoc)
    decide('accept', [deletion ?? ''])
    expect(manager.undo()).toBeNull()
    expect(shown()).toBe('text|second text')
    writer.caret('second')
    writer.type('B')
    const [insertion] = idsIn(writer.peer.ydoc)
    manager.stopCapturing()
    writer.type('C')
    manager.undo()
    expect(manager.redoStack).toHaveLength(1)
    decide('accept', [insertion ?? ''])
    expect(manager.redo()).toBeNull()
    expect(manager.undo()).toBeNull()
    expect(shown()).toBe('text|Bsecond text')
  })

  it('[SUG450] what is typed right after the decision is a step of its own', () => {
    const { writer, manager, decide, shown } = open()
    writer.caret('second')
    writer.type('B')
    manager.stopCapturing()
    writer.caret('first')
    writer.type('A')
    const [first] = idsIn(writer.peer.ydoc)
    decide('accept', [first ?? ''])
    writer.type('new')
    manager.undo()
    expect(shown()).toBe('Afirst text|Bsecond text')
  })

  it('[SUG450] one’s words inside another’s suggestion can be taken back when that one is decided', () => {
    const { writer, other, manager, decide, sync, shown } = open()
    other.caret('first')
    other.type('ABCD ')
    sync()
    const [outer] = idsIn(writer.peer.ydoc)
    writer.caret('CD')
    writer.type('x')
    decide('accept', [outer ?? ''])
    expect(shown()).toBe('ABxCD first text|second text')
    manager.undo()
    expect(shown()).toBe('ABCD first text|second text')
  })

  it('[SUG450] a style set outright on one’s own suggestion is not taken off the accepted text', () => {
    const { writer, manager, decide, shown } = open()
    writer.caret('first')
    writer.type('AB ')
    manager.stopCapturing()
    writer.select('AB')
    writer.change((tr) => tr.addMark(tr.selection.from, tr.selection.to, schema.mark('bold')))
    const [insertion] = idsIn(writer.peer.ydoc)
    decide('accept', [insertion ?? ''])
    expect(manager.undo()).toBeNull()
    expect(shown()).toBe('AB first text|second text')
    expect(writer.doc.child(0).firstChild?.marks.map(({ type }) => type.name)).toEqual(['bold'])
  })

  it('[SUG450] what a direct writer did to a suggestion that is decided since stays', () => {
    const { writer, other, manager, decide, sync, shown } = open(false)
    other.caret('first')
    other.type('ABCD ')
    sync()
    const [theirs] = idsIn(writer.peer.ydoc)
    writer.caret('second')
    writer.type('B')
    manager.stopCapturing()
    writer.select('CD')
    writer.backspace()
    decide('accept', [theirs ?? ''])
    expect(shown()).toBe('AB first text|Bsecond text')
    manager.undo()
    expect(shown()).toBe('AB first text|second text')
    expect(manager.undo()).toBeNull()
  })

  it('[SUG453] a step that changes nothing any more takes along none below it that would change what is accepted', () => {
    const { writer, manager, decide, shown } = open()
    writer.caret('second')
    writer.type('B ')
    const [accepted] = idsIn(writer.peer.ydoc)
    manager.stopCapturing()
    writer.select('first ')
    writer.backspace()
    const rejected = idsIn(writer.peer.ydoc).find((id) => id !== accepted)
    decide('accept', [accepted ?? ''], false)
    decide('reject', [rejected ?? ''], false)
    expect(manager.undo()).toBeNull()
    expect(shown()).toBe('first text|B second text')
  })

  it('[SUG453] nor does one go to which the editor added the id of a new block', () => {
    const { writer, manager, decide, shown } = open()
    writer.caret('text')
    writer.enter()
    const [split] = idsIn(writer.peer.ydoc)
    decide('accept', [split ?? ''], false)
    expect(shown()).toBe('first |text|second text')
    expect(manager.undo()).toBeNull()
    expect(shown()).toBe('first |text|second text')
  })

  it('[SUG453] nor one that set the kind of a block which is accepted, unless it is still their own', () => {
    for (const isAccepted of [true, false]) {
      const { writer, manager, decide, shown } = open()
      writer.caret('text')
      writer.enter()
      const [split] = idsIn(writer.peer.ydoc)
      manager.stopCapturing()
      writer.change((tr) => tr.setNodeAttribute(8, 'kind', 'quote'))
      expect(writer.doc.child(1).attrs['kind']).toBe('quote')
      expect(idsIn(writer.peer.ydoc)).toEqual([split])
      if (isAccepted) decide('accept', [split ?? ''], false)
      manager.undo()
      expect(shown()).toBe('first |text|second text')
      expect(writer.doc.child(1).attrs['kind']).toBe(isAccepted ? 'quote' : 'paragraph')
    }
  })

  it('[SUG450] [SUG453] at random: undo and redo of a suggester never change a word that is not proposed', () => {
    let decisions = 0
    let steps = 0
    for (const seed of seeds(60, 60)) {
      const { below: draw } = seededRandom(seed)
      const { writer, manager, decide, sync } = open()
      const { ydoc } = writer.peer
      const others = (): string =>
        JSON.stringify(
          projectWithout(blocksToElements(encodeDocument(readDocument(schema, ydoc))), 'w').map((element) => [
            element.kind === 'text' ? element.text : element.kind,
            [...element.formats],
          ]),
        )
      const select = (length: number): void => {
        const { state } = writer.peer.view
        const from = 1 + draw(state.doc.content.size - 1)
        const selection = TextSelection.between(
          state.doc.resolve(from),
          state.doc.resolve(Math.min(from + draw(length + 1), state.doc.content.size - 1)),
        )
        writer.peer.view.dispatch(state.tr.setSelection(selection))
      }
      const undoOrRedo = (): void => {
        const before = others()
        if (draw(3) === 0) manager.redo()
        else manager.undo()
        steps++
        expect(others(), `seed ${seed}`).toBe(before)
      }
      for (let n = 0; n < 30; n++) {
        select(4)
        if (draw(2) === 0) manager.stopCapturing()
        const kind = draw(8)
        if (kind < 3) writer.type('xyz'.slice(draw(3)))
        else if (kind === 3) writer.backspace()
        else if (kind === 4) writer.enter()
        else if (kind === 5)
          writer.change((tr) => tr.addMark(tr.selection.from, tr.selection.to, schema.mark('bold')))
        else if (kind === 6) {
          const ids = idsIn(ydoc)
          const id = ids[draw(ids.length)]
          if (id !== undefined) {
            decide(draw(2) === 0 ? 'accept' : 'reject', [id])
            decisions++
          }
        } else undoOrRedo()
      }
      for (let n = 0; n < 12; n++) undoOrRedo()
      sync()
      writer.peer.check()
    }
    expect(decisions).toBeGreaterThan(100)
    expect(steps).toBeGreaterThan(700)
  })

  it('[SUG451] a decision that is taken back changes nothing in undo, and its author goes on with the suggestion', () => {
    const { writer, manager, decided, sync, shown } = open()
    writer.caret('first')
    writer.type('A')
    const [first] = idsIn(writer.peer.ydoc)
    decided.add(first ?? '')
    dropDecided(manager, decided)
    // Taken back before the text said anything of it.
    decided.clear()
    writer.type('B')
    sync()
    expect(idsIn(writer.peer.ydoc)).toEqual([first])
    manager.undo()
    expect(shown()).toBe('Afirst text|second text')
  })
})

describe('writing on after a decision', () => {
  it('[SUG452] never goes on with a decided id, though the text still shows it', () => {
    const { writer, decided, shown } = open()
    writer.caret('first')
    writer.type('AB')
    const [first] = idsIn(writer.peer.ydoc)
    decided.add(first ?? '')
    writer.type('CD')
    const ids = idsIn(writer.peer.ydoc)
    expect(ids).toHaveLength(2)
    expect(ids[0]).toBe(first)
    writer.type('EF')
    expect(idsIn(writer.peer.ydoc)).toEqual(ids)
    expect(shown()).toBe('ABCDEFfirst text|second text')
  })

  it('[SUG452] a decided change of format is not extended either', () => {
    const { writer, decided } = open()
    writer.select('first')
    writer.change((tr) => tr.addMark(tr.selection.from, tr.selection.to, schema.mark('bold')))
    const [first] = idsIn(writer.peer.ydoc)
    decided.add(first ?? '')
    writer.select('first')
    writer.change((tr) => tr.addMark(tr.selection.from, tr.selection.to, schema.mark('italic')))
    expect(idsIn(writer.peer.ydoc)).toHaveLength(2)
  })

  it('[SUG452] goes on under the new id with late work that the server renamed', () => {
    const { writer, decided, shown } = open()
    writer.caret('first')
    writer.type('AB')
    const [first] = idsIn(writer.peer.ydoc)
    decided.add(first ?? '')
    const { ydoc } = writer.peer
    const renamed = { by: 'w', at: 1 }
    ydoc.transact(() => {
      contentOf(ydoc).format(1, 2, { [`insertion--${first}`]: null, [`insertion--${first}.1`]: renamed })
    }, 'repair')
    writer.caret('first')
    writer.type('CD')
    expect(shown()).toBe('ABCDfirst text|second text')
    expect(idsIn(ydoc)).toEqual([`${first}.1`])
  })
})
