// @vitest-environment jsdom
import { Editor } from '@tiptap/core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import {
  CARET_INTERVAL,
  SequenceCarets,
  caretPosition,
  type CaretAwareness,
  type CaretChange,
} from '../../../editor/extensions/binding/carets.ts'
import { SequenceCollaboration } from '../../../editor/extensions/binding/sequence-collaboration.ts'
import { clearUndo } from '../../../editor/extensions/binding/undo.ts'
import type { Desync } from '../../../editor/extensions/binding/binding.ts'
import { bindingOf } from '../../../editor/extensions/binding/sequence-plugin.ts'
import { CORE_EXTENSIONS } from '../../../editor/extensions/core-extensions.ts'
import { schemaExtensions } from '../../../editor/extensions/document-extensions.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { readDocument } from '#core/shared-doc/whole-text.ts'
import { block, copyOf, document as docOf, seeded } from '../../support/peers/peer.ts'

/** Awareness of two editors in one room, without a network. */
class Room {
  readonly states = new Map<number, Record<string, unknown>>()
  private readonly listeners = new Map<number, Set<(change: CaretChange) => void>>()

  awareness(clientID: number, name: string): CaretAwareness {
    this.states.set(clientID, { user: { name, color: '#2563eb' } })
    const mine = new Set<(change: CaretChange) => void>()
    this.listeners.set(clientID, mine)
    return {
      clientID,
      getStates: () => this.states,
      setLocalStateField: (field, value) => {
        this.states.set(clientID, { ...this.states.get(clientID), [field]: value })
        for (const listeners of this.listeners.values())
          for (const listener of listeners) listener({ added: [], updated: [clientID], removed: [] })
      },
      on: (_event, listener) => mine.add(listener),
      off: (_event, listener) => mine.delete(listener),
    }
  }

  leave(clientID: number): void {
    this.states.delete(clientID)
    for (const listeners of this.listeners.values())
      for (const listener of listeners) listener({ added: [], updated: [], removed: [clientID] })
  }
}

const personOf = (state: Readonly<Record<string, unknown>>): { name: string; color: string } | null => {
  const user: unknown = state['user']
  return typeof user === 'object' && user !== null && 'name' in user && 'color' in user
    ? { name: String(user.name), color: String(user.color) }
    : null
}

/** Tiptap's own commands make the edits here; the editor of the page is made without them. */
const { commands: _off, ...WITH_COMMANDS } = CORE_EXTENSIONS

const opened: Editor[] = []
afterEach(() => {
  for (const editor of opened.splice(0)) editor.destroy()
  vi.useRealTimers()
})

const open = (doc: Y.Doc, awareness: CaretAwareness | null = null, desyncs: Desync[] = []): Editor => {
  const editor = new Editor({
    element: document.createElement('div'),
    enableCoreExtensions: WITH_COMMANDS,
    extensions: [
      ...schemaExtensions,
      SequenceCollaboration.configure({ document: doc, onDesync: (desync) => desyncs.push(desync) }),
      SequenceCarets.configure({ awareness, personOf }),
    ],
  })
  opened.push(editor)
  return editor
}

const connected = (): [Y.Doc, Y.Doc] => {
  const server = seeded(docOf(block('Hello world', { bid: 'a' }), block('second', { bid: 'b' })))
  const [one, two] = [copyOf(server, 10), copyOf(server, 20)]
  one.on(
    'update',
    (update: Uint8Array, origin: unknown) => origin !== 'remote' && Y.applyUpdate(two, update, 'remote'),
  )
  two.on(
    'update',
    (update: Uint8Array, origin: unknown) => origin !== 'remote' && Y.applyUpdate(one, update, 'remote'),
  )
  return [one, two]
}

describe('editors of Tiptap over one sequence', () => {
  it('[DOC5] commands of either show in both, and Collaboration keeps its undo and redo', () => {
    const [one, two] = connected()
    const [a, b] = [open(one), open(two)]
    const same = (): void => {
      expect(a.getJSON()).toEqual(b.getJSON())
      expect(readDocument(a.schema, one).toJSON()).toEqual(a.getJSON())
    }
    expect(a.getText({ blockSeparator: '|' })).toBe('Hello world|second')
    a.commands.setTextSelection(7)
    a.commands.insertContent('new ')
    same()
    b.commands.setTextSelection({ from: 1, to: 6 })
    b.commands.setMark('bold')
    same()
    a.commands.updateAttributes('block', { kind: 'heading', level: 2 })
    same()
    expect(b.state.doc.child(0).attrs).toMatchObject({ bid: 'a', kind: 'heading', level: 2 })
    expect(a.can().undo()).toBe(true)
    a.commands.undo()
    same()
    expect(a.state.doc.child(0).attrs['kind']).toBe('paragraph')
    expect(a.state.doc.child(0).firstChild?.marks[0]?.type.name).toBe('bold')
    a.commands.redo()
    same()
    a.commands.setContent('<p>reset</p><p>all</p>')
    same()
    a.commands.selectAll()
    a.commands.deleteSelection()
    b.commands.insertContent('after')
    same()
    clearUndo(a.state)
    expect(a.can().undo()).toBe(false)
  })

  it('[DOC7] moveBlock moves by command', () => {
    const [one, two] = connected()
    const [a, b] = [open(one), open(two)]
    a.commands.setTextSelection(3)
    expect(a.commands.moveBlock('up')).toBe(false)
    expect(a.commands.moveBlock('down')).toBe(true)
    expect(b.getText({ blockSeparator: '|' })).toBe('second|Hello world')
    expect(b.state.doc.child(1).attrs['bid']).toBe('a')
  })

  it('[DOC9] a difference is told and the editor opens anew from the shared text', () => {
    const [one] = connected()
    const desyncs: Desync[] = []
    const told: string[] = []
    const a = open(one, null, desyncs)
    one.on('update', () => told.push(`update after ${desyncs.length} reports`))
    // A bug of ours, by force: the screen says what the text does not.
    const { state } = a
    const tr = state.tr.insertText('lies ', 1).setMeta('y-sync$', { isChangeOrigin: true })
    a.view.dispatch(tr)
    expect(a.getText()).toContain('lies')
    a.commands.insertContentAt(8, 'x')
    expect(desyncs).toHaveLength(1)
    expect(told).toEqual(['update after 1 reports'])
    expect(readDocument(a.schema, one).toJSON()).toEqual(a.getJSON())
    a.commands.insertContentAt(1, 'on ')
    expect(desyncs).toHaveLength(1)
    expect(readDocument(a.schema, one).toJSON()).toEqual(a.getJSON())
    expect(bindingOf(a.state)?.sequence.text).toBe(contentOf(one))
  })
})

describe('carets of others', () => {
  const setUp = (): { a: Editor; b: Editor; room: Room } => {
    vi.useFakeTimers()
    const [one, two] = connected()
    const room = new Room()
    const [a, b] = [open(one, room.awareness(10, 'Amal')), open(two, room.awareness(20, 'Bassam'))]
    for (const editor of [a, b]) vi.spyOn(editor.view, 'hasFocus').mockReturnValue(true)
    return { a, b, room }
  }
  const pass = (): void => {
    vi.advanceTimersByTime(3 * CARET_INTERVAL)
  }

  it('[UI6] stand where the other is, hidden from assistive technology, and follow both texts', () => {
    const { a, b, room } = setUp()
    a.commands.setTextSelection({ from: 3, to: 6 })
    pass()
    expect(caretPosition(b.state, 10)).toBe(6)
    const caret = b.view.dom.querySelector('.sequence-caret')
    expect(caret?.getAttribute('aria-hidden')).toBe('true')
    expect(caret?.textContent).toBe('Amal')
    expect(b.view.dom.querySelector('.sequence-selection')?.textContent).toBe('llo')
    // What b types in front moves it by mapping alone; the label does not show again.
    b.commands.insertContentAt(1, 'xx')
    expect(caretPosition(b.state, 10)).toBe(8)
    expect(b.view.dom.querySelector('.sequence-caret')).toBe(caret)
    // Right at the caret, what b types stands behind it.
    b.commands.insertContentAt(8, 'yy')
    expect(caretPosition(b.state, 10)).toBe(8)
    pass()
    expect(caretPosition(b.state, 10)).toBe(8)
    room.leave(10)
    pass()
    expect(caretPosition(b.state, 10)).toBeNull()
    expect(b.view.dom.querySelector('.sequence-caret')).toBeNull()
  })

  it('[UI6] that lean on text not here yet wait for it, and nonsense is not drawn', () => {
    const { b, room } = setUp()
    pass()
    const later = new Y.RelativePosition(null, 'content', Y.createID(99, 5), -1)
    const cursor = { anchor: Y.relativePositionToJSON(later), head: Y.relativePositionToJSON(later) }
    const stranger = room.awareness(77, 'Dima')
    stranger.setLocalStateField('cursor', cursor)
    pass()
    expect(caretPosition(b.state, 77)).toBeNull()
    for (const nonsense of [
      1,
      'x',
      { anchor: { item: { client: 'a' } }, head: {} },
      { anchor: 1, head: null },
    ]) {
      stranger.setLocalStateField('cursor', nonsense)
      pass()
      expect(caretPosition(b.state, 77)).toBeNull()
    }
  })
})
