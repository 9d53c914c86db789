import type { Node, Schema } from 'prosemirror-model'
import { TextSelection, type EditorState, type Selection, type Transaction } from 'prosemirror-state'
import { ReplaceStep, Transform } from 'prosemirror-transform'
import { UndoManager, type Text } from 'yjs'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { decodeBlock, decodeDocument } from '#core/schema/content.ts'
import type { Region } from '#core/shared-doc/regions.ts'
import { editSequence, type SequenceEdit } from '#core/shared-doc/sequence-edit.ts'
import type { SequenceBlock } from '#core/shared-doc/sequence-block.ts'
import { Sequence, type SequenceChange } from '#core/shared-doc/sequence.ts'
import { assert } from '#core/util/assert.ts'
import {
  advanceBoth,
  advanceShadow,
  followLocal,
  followRemote,
  shadowOf,
  type Shadow,
} from './composition.ts'
import { composedBlock, isMoved } from './composed-block.ts'
import { followComposition, followMove, type FollowedSelection } from './follow-move.ts'
import { writeStep } from './local-steps.ts'
import { blockStart } from './positions.ts'
import { keepSelection } from './keep-selection.ts'
import { netEdit, type HeldEdit } from './net-edit.ts'
import { readSelection } from './read-selection.ts'
import { applyRegions } from './remote-steps.ts'
import { TouchedBlocks, blocksOf } from './touched-blocks.ts'
import { touches } from './touches.ts'

/** What the binding needs of a ProseMirror view. */
export interface BoundView {
  readonly state: EditorState
  readonly composing: boolean
  dispatch(transaction: Transaction): void
}

/**
 * The document on the screen and the shared text were found to differ: a bug of ours. The receiver stops sending;
 * the editor has been, or is about to be, opened anew from the shared text ([DOC9]).
 */
export interface Desync {
  readonly where: 'local' | 'remote'
  readonly reason: string
}

export interface BindingOptions {
  readonly onDesync: (desync: Desync) => void
  /** Compare all blocks after every change instead of the touched ones: for tests. */
  readonly thorough?: boolean
}

/** Origin of local changes that undo must not take back. */
export const UNTRACKED_ORIGIN = Symbol('local change outside of history')

/**
 * Holds one ProseMirror view and one shared text equal. Local transactions become edits of the sequence; changes
 * from elsewhere, and from undo, become steps. Neither echoes (`busy`).
 */
export class SequenceBinding {
  private index: Sequence
  private readonly schema: Schema
  private readonly options: BindingOptions
  private view: BoundView | null = null
  private busy = false
  /** Does the first block of the document stand for the virtual one? */
  private virtual: boolean
  private shadow: Shadow | null = null
  /** The document when what is composed began to be shown only; null while everything is written as it comes. */
  private held: Node | null = null
  /** What was typed in front of the caret and stayed behind when somebody moved the block; see `followMove`. */
  private stranded = ''

  constructor(text: Text, schema: Schema, options: BindingOptions) {
    this.schema = schema
    this.options = options
    this.index = this.follow(text)
    this.virtual = this.index.virtual
  }

  /** The index of the shared text; another object after a desync. */
  get sequence(): Sequence {
    return this.index
  }

  /** The document as the shared text has it. */
  read(): Node {
    return decodeDocument(this.schema, [...this.sequence.blocks()])
  }

  /** Shows the shared text in the view; from here on both are held equal. */
  open(view: BoundView): void {
    this.view = view
    this.show()
  }

  destroy(): void {
    this.index.destroy()
    this.view = null
  }

  /** Do changes wait for the end of a composition? */
  get waiting(): boolean {
    return this.shadow !== null
  }

  /** Writes transactions that were made here, in order, as one change of the shared text. */
  send(transactions: readonly Transaction[]): void {
    const last = transactions[transactions.length - 1]
    if (last === undefined || this.view === null) return
    const tracked = transactions.some((transaction) => transaction.getMeta('addToHistory') !== false)
    let failure: string | null = null
    this.busy = true
    try {
      editSequence(this.sequence, tracked ? ySyncPluginKey : UNTRACKED_ORIGIN, (edit) => {
        const touched = new TouchedBlocks(this.sequence, edit)
        try {
          for (const transaction of transactions) this.write(touched, transaction)
          failure = this.difference(this.shadow?.doc ?? last.doc, touched.blocks)
        } catch (error) {
          failure = String(error)
        }
        // Told inside the transaction, before Yjs hands out the update: the receiver can still hold it back.
        if (failure !== null) this.options.onDesync({ where: 'local', reason: failure })
      })
    } finally {
      this.busy = false
    }
    this.virtual = this.sequence.virtual
    if (failure !== null) this.reopen()
  }

  /** Is what is composed shown only? */
  get holding(): boolean {
    return this.held !== null
  }

  /**
   * Shows a transaction without writing it, and everything after it until `release`. For a composition that would end
   * if its outcome were drawn at once: what others do waits meanwhile.
   */
  hold(transaction: Transaction): Transaction {
    const { view } = this
    if (view !== null && this.held === null) {
      this.shadow ??= shadowOf(view.state.doc, view.state.tr.mapping)
      this.held = view.state.doc
    }
    return markRemote(transaction, false)
  }

  /** Takes back what was shown only and shows what waited. Answers what was taken back, in the document as it is then. */
  release(): HeldEdit | null {
    const { held, shadow, view } = this
    if (held === null || shadow === null || view === null || view.composing) return null
    this.held = null
    const { doc, selection } = view.state
    const edit = netEdit(held, doc)
    if (edit !== null) {
      const transaction = view.state.tr
      transaction.step(new ReplaceStep(edit.from, edit.newTo, held.slice(edit.from, edit.to)))
      view.dispatch(markRemote(transaction, false))
    }
    const { mapping } = shadow
    this.catchUp()
    if (edit === null) return null
    return {
      from: mapping.map(edit.from, -1),
      to: mapping.map(edit.to, 1),
      slice: doc.slice(edit.from, edit.newTo),
      caret: selection.head - edit.from,
    }
  }

  /** Shows what waited for the end of a composition. */
  catchUp(): void {
    if (this.held !== null) return
    if (this.shadow !== null && this.view !== null) readSelection(this.view)
    const { shadow, view } = this
    if (shadow === null || view === null || view.composing) return
    this.shadow = null
    const { doc } = view.state
    const from = doc.content.findDiffStart(shadow.doc.content)
    const to = doc.content.findDiffEnd(shadow.doc.content)
    if (from === null || to === null) return
    const overlap = Math.max(0, from - Math.min(to.a, to.b))
    const transaction = view.state.tr
    transaction.step(new ReplaceStep(from, to.a + overlap, shadow.doc.slice(from, to.b + overlap)))
    if (transaction.doc.eq(shadow.doc))
      this.dispatch(
        transaction,
        false,
        followComposition(shadow.moved, view.state.selection, transaction.doc),
      )
    else this.reopen()
  }

  private write(edit: SequenceEdit, transaction: Transaction): void {
    transaction.steps.forEach((step, index) => {
      const before = transaction.docs[index]
      assert(before !== undefined, 'every step has its document')
      if (this.shadow === null) {
        writeStep(this.sequence, edit, step, before, transaction.docs[index + 1] ?? transaction.doc)
        return
      }
      const followed = followLocal(this.shadow, before, step)
      if (followed === null) return
      for (const one of followed.steps) writeStep(this.sequence, edit, one.step, one.before, one.after)
      this.shadow = followed.shadow
    })
  }

  private receive(change: SequenceChange): void {
    const { view } = this
    if (this.busy || view === null) return
    readSelection(view)
    const virtual = { before: this.virtual, after: this.sequence.virtual }
    this.virtual = virtual.after
    let failure: string | null = null
    try {
      if (this.shadow === null && !view.composing) {
        const transaction = view.state.tr
        applyRegions(transaction, this.schema, change.regions, virtual)
        this.mendHalves(transaction, change.regions)
        failure = this.difference(transaction.doc, blocksOf(change.regions))
        if (failure === null)
          this.dispatch(
            transaction,
            change.transaction.origin instanceof UndoManager,
            followMove(this.sequence, change.regions, view.state.selection, transaction.doc),
          )
      } else failure = this.receiveComposing(view, change, virtual)
    } catch (error) {
      failure = String(error)
    }
    if (failure === null) return
    this.options.onDesync({ where: 'remote', reason: failure })
    this.reopen()
  }

  /** The whole change waits when it touches the block in which somebody composes, or anything that waits. */
  private receiveComposing(
    view: BoundView,
    change: SequenceChange,
    virtual: { readonly before: boolean; readonly after: boolean },
  ): string | null {
    const shadow = this.composedIn(view, change.regions)
    const theirs = new Transform(shadow.doc)
    applyRegions(theirs, this.schema, change.regions, virtual)
    this.mendHalves(theirs, change.regions)
    const failure = this.difference(theirs.doc, blocksOf(change.regions))
    if (failure !== null) return failure
    const { $from } = view.state.selection
    const composed =
      $from.depth === 0
        ? { from: $from.pos, to: $from.pos }
        : { from: shadow.mapping.map($from.before(1), -1), to: shadow.mapping.map($from.after(1), 1) }
    // With the block on its way everything waits: little can happen in a word's time.
    const waits = this.held !== null || shadow.moved !== null || touches(theirs, composed.from, composed.to)
    const mine = waits ? null : view.state.tr
    let next = shadow
    if (mine !== null)
      for (const [index, step] of theirs.steps.entries()) {
        const followed = followRemote(next, mine.doc, step)
        if (followed === null) {
          this.shadow = advanceShadow(shadow, theirs.doc, theirs.mapping)
          return null
        }
        mine.step(followed.step)
        next = advanceBoth(next, theirs.docs[index + 1] ?? theirs.doc, followed.step.getMap(), step.getMap())
      }
    if (mine === null) this.shadow = advanceShadow(shadow, theirs.doc, theirs.mapping)
    else {
      if (this.shadow !== null) this.shadow = next
      this.dispatch(mine, change.transaction.origin instanceof UndoManager)
    }
    return null
  }

  /** The shadow before a change; it knows from here on when the change moves the block in which is composed. */
  private composedIn({ state }: BoundView, regions: readonly Region[]): Shadow {
    const shadow = this.shadow ?? shadowOf(state.doc, state.tr.mapping)
    const { $from } = state.selection
    const bid: unknown = $from.parent.attrs['bid']
    if (shadow.moved !== null || typeof bid !== 'string' || !isMoved(regions, bid)) return shadow
    return { ...shadow, moved: composedBlock(state.doc, $from.index(0), bid, shadow.mapping) }
  }

  private dispatch(
    transaction: Transaction,
    isUndo: boolean,
    followed: FollowedSelection | null = null,
  ): void {
    if (!transaction.docChanged) return
    const { view } = this
    if (view === null) return
    // What undo restores stands in front of the caret, as if it had just been typed.
    if (!isUndo) this.select(transaction, view.state.selection, followed)
    view.dispatch(markRemote(transaction, isUndo))
  }

  private select(transaction: Transaction, before: Selection, moved: FollowedSelection | null): void {
    if (moved !== null) {
      this.stranded += moved.stranded
      transaction.setSelection(moved.selection)
      return
    }
    const { mapping, doc } = transaction
    const [start, end] = [mapping.map(before.head, -1), mapping.map(before.head, 1)]
    const come = this.stranded !== '' && before.empty ? doc.textBetween(start, end, '\n') : ''
    const at = come === '' ? -1 : this.stranded.indexOf(come)
    if (at >= 0) {
      this.stranded = this.stranded.slice(at + come.length)
      transaction.setSelection(TextSelection.create(doc, end))
    } else keepSelection(transaction, before)
  }

  private follow(text: Text): Sequence {
    const sequence = new Sequence(text)
    sequence.onRemote((change) => this.receive(change))
    return sequence
  }

  /** Trusts neither the document nor the index any more: both are read anew. */
  private reopen(): void {
    this.index.destroy()
    this.index = this.follow(this.index.text)
    this.show()
  }

  private show(): void {
    const { view } = this
    if (view === null) return
    this.shadow = null
    this.held = null
    this.virtual = this.sequence.virtual
    const doc = this.read()
    const transaction = view.state.tr
    const place = Math.min(view.state.selection.head, doc.content.size)
    transaction.replaceWith(0, view.state.doc.content.size, doc.content)
    transaction.setSelection(TextSelection.near(transaction.doc.resolve(place)))
    view.dispatch(markRemote(transaction, false))
  }

  /**
   * Somebody's client wrote between the halves of a surrogate pair: Yjs makes two U+FFFD of it on every peer and tells
   * nobody. The blocks in which that happened are shown as the text has them now.
   */
  private mendHalves(transform: Transform, regions: readonly Region[]): void {
    const { sequence } = this
    const shift = sequence.virtual ? 0 : 1
    for (const block of blocksOf(regions)) {
      const slot = sequence.slotOfBlock(block)
      if (slot < shift || slot - shift >= transform.doc.childCount) continue
      const shown = transform.doc.child(slot - shift)
      if (!LONE_SURROGATE.test(shown.textContent)) continue
      const start = blockStart(transform.doc, slot - shift)
      const stored = decodeBlock(this.schema, sequence.content(slot))
      transform.replaceWith(start + 1, start + 1 + shown.content.size, stored.content)
    }
  }

  /** Why document and sequence differ in these blocks; null when they are equal. */
  private difference(doc: Node, blocks: ReadonlySet<SequenceBlock>): string | null {
    const { sequence } = this
    if (doc.childCount !== sequence.size)
      return `${doc.childCount} blocks on the screen, ${sequence.size} in the text`
    const shift = sequence.virtual ? 0 : 1
    const slots: number[] = []
    if (this.options.thorough === true) for (let slot = shift; slot < sequence.slots; slot++) slots.push(slot)
    else
      for (const block of blocks) {
        const slot = sequence.slotOfBlock(block)
        if (slot >= shift) slots.push(slot)
      }
    for (const slot of slots) {
      const shown = doc.child(slot - shift)
      const stored = decodeBlock(this.schema, sequence.content(slot))
      if (shown.eq(stored)) continue
      const detail = this.options.thorough === true ? `: ${String(shown)} for ${String(stored)}` : ''
      return `block ${slot - shift} differs${detail}`
    }
    return null
  }
}

const LONE_SURROGATE = /\p{Surrogate}/u

const markRemote = (transaction: Transaction, isUndo: boolean): Transaction =>
  transaction
    .setMeta(ySyncPluginKey, { isChangeOrigin: true, isUndoRedoOperation: isUndo })
    .setMeta('addToHistory', false)
