import type { Node } from 'prosemirror-model'
import { EditorState, type Plugin, type Transaction } from 'prosemirror-state'
import * as Y from 'yjs'
import { SequenceBinding, type Desync } from '../../../editor/extensions/binding/binding.ts'
import { sequencePlugin } from '../../../editor/extensions/binding/sequence-plugin.ts'
import { UndoSelection, createUndoManager, undoPlugin } from '../../../editor/extensions/binding/undo.ts'
import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import { schema } from '#core/schema/schema.ts'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import { contentOf } from '#core/shared-doc/elements.ts'
import { readDocument, writeDocument } from '#core/shared-doc/whole-text.ts'
import { FakeView } from './fake-view.ts'

export const block = (text: string | Node[], attrs: Partial<BlockAttrs> = {}): Node =>
  schema.node(
    'block',
    { ...DEFAULT_BLOCK_ATTRS, ...attrs },
    typeof text === 'string' ? (text === '' ? [] : [schema.text(text)]) : text,
  )

export const document = (...blocks: Node[]): Node => schema.node('doc', null, blocks)

/** One person: a document, the real binding and undo, and a view without a screen. */
export interface Peer {
  readonly ydoc: Y.Doc
  readonly view: FakeView
  readonly binding: SequenceBinding
  readonly undoManager: Y.UndoManager
  readonly desyncs: Desync[]
  readonly doc: Node
  /** Runs a change as the person would. */
  act(change: (transaction: Transaction) => void): void
  /** Throws unless screen, index and shared text are one, by reading the text afresh. */
  check(): void
  destroy(): void
}

export interface PeerOptions {
  readonly thorough?: boolean
  /** As a plain Yjs client would have it: Yjs tidies formats after remote changes. */
  readonly tidying?: boolean
  readonly plugins?: readonly Plugin[]
}

export const openPeer = (ydoc: Y.Doc, options: PeerOptions = {}): Peer => {
  const desyncs: Desync[] = []
  const text = contentOf(ydoc)
  if (options.tidying !== true) keepRedundantFormats(ydoc)
  const undoManager = createUndoManager(text)
  const binding = new SequenceBinding(text, schema, {
    onDesync: (desync) => desyncs.push(desync),
    thorough: options.thorough ?? true,
  })
  const plugins = [
    sequencePlugin(text, binding, new UndoSelection(undoManager, binding)),
    undoPlugin(undoManager),
    ...(options.plugins ?? []),
  ]
  const view = new FakeView(EditorState.create({ schema, plugins }))
  return {
    ydoc,
    view,
    binding,
    undoManager,
    desyncs,
    get doc() {
      return view.state.doc
    },
    act(change) {
      const transaction = view.state.tr
      change(transaction)
      if (transaction.docChanged) view.dispatch(transaction)
    },
    check() {
      const [desync] = desyncs
      if (desync !== undefined) throw new Error(`desync (${desync.where}): ${desync.reason}`)
      view.state.doc.check()
      const truth = JSON.stringify(readDocument(schema, ydoc).toJSON())
      if (JSON.stringify(view.state.doc.toJSON()) !== truth)
        throw new Error('the screen differs from the text')
      if (JSON.stringify(binding.read().toJSON()) !== truth)
        throw new Error('the index differs from the text')
    },
    destroy() {
      view.destroy()
      ydoc.destroy()
    },
  }
}

/** A document as the server makes it. */
export const seeded = (doc: Node): Y.Doc => {
  const ydoc = new Y.Doc()
  ydoc.clientID = 1
  writeDocument(ydoc, doc, 'seed')
  return ydoc
}

export const copyOf = (source: Y.Doc, clientID: number): Y.Doc => {
  const ydoc = new Y.Doc()
  ydoc.clientID = clientID
  Y.applyUpdate(ydoc, Y.encodeStateAsUpdate(source))
  return ydoc
}

/** `to` receives all that `from` has. */
export const pull = (to: Y.Doc, from: Y.Doc): void =>
  Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)), 'remote')

/** Everybody receives everything, until nobody has news. */
export const settle = (docs: readonly Y.Doc[]): void => {
  for (let round = 0; round < 3; round++)
    for (const to of docs) for (const from of docs) if (to !== from) pull(to, from)
}
