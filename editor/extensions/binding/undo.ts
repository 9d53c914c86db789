import { Plugin, TextSelection, Transaction, type EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { UndoManager, type RelativePosition, type Text, type Transaction as YTransaction } from 'yjs'
import { ySyncPluginKey, yUndoPlugin, yUndoPluginKey } from '@tiptap/y-tiptap'
import type { LockedRange } from '#core/locks/section-lock.ts'
import { lockedBlocks } from '#core/shared-doc/gate-locks.ts'
import { relativePlace, resolvePlace } from '#core/shared-doc/places.ts'
import type { Sequence } from '#core/shared-doc/sequence.ts'
import { changesLocked, leavesOthers, surelyChanges } from '#core/shared-doc/undo-forecast.ts'
import type { SequenceBinding } from './binding.ts'
import { PROPOSED_BY } from '../suggesting/suggest.ts'
import { placeOf, positionOf } from './positions.ts'
import { touchedSuggestions } from './touched-suggestions.ts'
import { UndoParts } from './undo-parts.ts'

/** Local changes less than this many milliseconds apart are taken back together. */
export const CAPTURE_TIMEOUT = 500

/**
 * Undo of one's own changes alone ([DOC10]): only what this editor wrote is tracked, so no undo removes a letter of
 * somebody else.
 */
export const createUndoManager = (text: Text, trackedOrigins: Iterable<unknown> = []): UndoManager => {
  const parts = new UndoParts()
  const manager = new CarefulUndoManager(text, parts, {
    captureTimeout: CAPTURE_TIMEOUT,
    trackedOrigins: new Set<unknown>([ySyncPluginKey, ...trackedOrigins]),
    captureTransaction: (changes) => {
      parts.hear(changes)
      return true
    },
  })
  parts.follow(manager)
  partsOf.set(manager, parts)
  return manager
}

/**
 * Takes back of what somebody only proposed nothing that would change what is not theirs: what is accepted since, or what
 * others do there, may have come to lean on it. Such a step is left out, and the one before it taken ([SUG453]).
 */
class CarefulUndoManager extends UndoManager {
  private readonly parts: UndoParts

  constructor(text: Text, parts: UndoParts, options: ConstructorParameters<typeof UndoManager>[1]) {
    super(text, options)
    this.parts = parts
  }

  override undo(): ReturnType<UndoManager['undo']> {
    return this.beside(this.leaveOut(this.undoStack), () => super.undo(), 'undoStack')
  }

  override redo(): ReturnType<UndoManager['redo']> {
    return this.beside(this.leaveOut(this.redoStack), () => super.redo(), 'redoStack')
  }

  /** Takes a step, and puts those that wait for an unlocking back above it: they can be taken then ([UI652]). */
  private beside<Taken>(
    waiting: UndoManager['undoStack'],
    take: () => Taken,
    stack: 'undoStack' | 'redoStack',
  ): Taken {
    try {
      return take()
    } finally {
      this[stack].push(...waiting)
    }
  }

  /**
   * From the top down to the first that is sure to change something: a step that changes nothing takes the next along.
   * Answers those that would change what is locked, in their order.
   */
  private leaveOut(stack: UndoManager['undoStack']): UndoManager['undoStack'] {
    const waiting: UndoManager['undoStack'] = []
    const sequence = sequenceOf.get(this)?.() ?? null
    if (sequence === null) return waiting
    const heeded = heededBy.get(this)
    const locks = heeded?.locks() ?? []
    for (let at = stack.length - 1; at >= 0; at--) {
      const item = stack[at]
      if (item === undefined) break
      const broken = lockChangedBy(sequence, item, locks)
      const proposer = this.parts.proposerOf(item)
      if (broken !== null) {
        if (waiting.length === 0) heeded?.leftOut(broken)
        waiting.unshift(...stack.splice(at, 1))
      } else if (proposer !== null && !leavesOthers(sequence, item, proposer)) stack.splice(at, 1)
      else if (surelyChanges(sequence, item)) break
    }
    return waiting
  }
}

const lockChangedBy = (
  sequence: Sequence,
  step: UndoManager['undoStack'][number],
  locks: readonly LockedRange[],
): string | null =>
  locks.find((lock) => changesLocked(sequence, step, lockedBlocks(sequence, [lock])))?.id ?? null

/** Which sections are locked now, and who wants to know that a step of undo or redo was left out for one. */
export interface HeededLocks {
  readonly locks: () => readonly LockedRange[]
  readonly leftOut: (lock: string) => void
}

const heededBy = new WeakMap<UndoManager, HeededLocks>()

/** From now on undo and redo leave out what would change a locked section. */
export const heedLocks = (manager: UndoManager, heeded: HeededLocks): void => {
  heededBy.set(manager, heeded)
}

const sequenceOf = new WeakMap<UndoManager, () => Sequence>()

const partsOf = new WeakMap<UndoManager, UndoParts>()

/**
 * Forgets of undo and redo what touched suggestions that are decided now: neither brings back or takes away what was
 * decided since. Everything else can be undone as before ([SUG450]).
 */
export const dropDecided = (manager: UndoManager, decided: ReadonlySet<string>): boolean =>
  partsOf.get(manager)?.drop(manager, decided) ?? false

const causeOf = (transaction: Transaction): Transaction => {
  const cause: unknown = transaction.getMeta('appendedTransaction')
  return cause instanceof Transaction ? cause : transaction
}

/** Who proposes by all of these transactions; null when one of them writes outright. What a plugin adds is its cause's. */
const proposerOf = (transactions: readonly Transaction[]): string | null => {
  const causes = transactions.map(causeOf)
  const proposers = new Set(causes.map((one): unknown => one.getMeta(PROPOSED_BY) ?? null))
  const [proposer] = proposers
  return proposers.size === 1 && typeof proposer === 'string' ? proposer : null
}

/** y-tiptap's own undo plugin, so that the commands and `can()` work as documented. */
export const undoPlugin = (manager: UndoManager): Plugin => yUndoPlugin({ undoManager: manager })

export const undoManagerOf = (state: EditorState): UndoManager | null => {
  const plugin: unknown = yUndoPluginKey.getState(state)
  if (typeof plugin !== 'object' || plugin === null || !('undoManager' in plugin)) return null
  return plugin.undoManager instanceof UndoManager ? plugin.undoManager : null
}

/** What `act` writes is taken back for itself, however fast the keys before and after it ([UI889]). */
export const asOwnStep = <T>(state: EditorState, act: () => T): T => {
  const manager = undoManagerOf(state)
  manager?.stopCapturing()
  const outcome = act()
  manager?.stopCapturing()
  return outcome
}

/** Forgets all that could be undone: after the first sync. */
export const clearUndo = (state: EditorState): void => undoManagerOf(state)?.clear()

interface StackItemEvent {
  readonly stackItem: UndoManager['undoStack'][number]
}

interface Range {
  readonly anchor: RelativePosition
  readonly head: RelativePosition
}

const isRange = (value: unknown): value is Range =>
  typeof value === 'object' && value !== null && 'anchor' in value && 'head' in value

/**
 * Puts the selection back to where it was before what is undone was done. Kept as relative positions, because others
 * write in between. `remember` is called with the state before a local change, and the change, before it reaches the shared text.
 */
export class UndoSelection {
  private readonly manager: UndoManager
  private readonly binding: SequenceBinding
  private before: Range | null = null

  constructor(manager: UndoManager, binding: SequenceBinding) {
    this.manager = manager
    this.binding = binding
    sequenceOf.set(manager, () => binding.sequence)
  }

  remember(state: EditorState, local: readonly Transaction[]): void {
    const { manager } = this
    partsOf.get(manager)?.touch(touchedSuggestions(local), proposerOf(local))
    // The change will join the newest stack item: its selection is kept there already.
    const joins = manager.undoStack.length > 0 && Date.now() - manager.lastChange < manager.captureTimeout
    if (!joins) this.capture(state)
  }

  private capture(state: EditorState): void {
    this.before = null
    if (this.binding.waiting) return
    const { anchor, head } = state.selection
    const { sequence } = this.binding
    if (state.doc.childCount !== sequence.size) return
    const place = (at: number): RelativePosition =>
      relativePlace(sequence, placeOf(sequence, state.doc, at), 'before')
    this.before = { anchor: place(anchor), head: place(head) }
  }

  attach(view: EditorView): () => void {
    const { doc } = this.manager
    // Undo and redo: what they put back is found again by the way they came.
    const begins = (transaction: YTransaction): void => {
      if (transaction.origin === this.manager) this.capture(view.state)
    }
    const added = ({ stackItem }: StackItemEvent): void => {
      if (this.before !== null) stackItem.meta.set(this, this.before)
    }
    const popped = ({ stackItem }: StackItemEvent): void => {
      const range: unknown = stackItem.meta.get(this)
      const transaction = isRange(range) ? this.restore(view.state, range) : null
      view.dispatch((transaction ?? view.state.tr).scrollIntoView())
    }
    doc.on('beforeTransaction', begins)
    this.manager.on('stack-item-added', added)
    this.manager.on('stack-item-popped', popped)
    return () => {
      doc.off('beforeTransaction', begins)
      this.manager.off('stack-item-added', added)
      this.manager.off('stack-item-popped', popped)
    }
  }

  private restore(state: EditorState, range: Range): Transaction | null {
    const { sequence } = this.binding
    if (state.doc.childCount !== sequence.size) return null
    const anchor = resolvePlace(sequence, range.anchor)
    const head = resolvePlace(sequence, range.head)
    if (anchor === null || head === null) return null
    const { doc } = state
    const one = doc.resolve(positionOf(sequence, doc, anchor))
    const two = doc.resolve(positionOf(sequence, doc, head))
    return state.tr.setSelection(TextSelection.between(one, two))
  }
}
