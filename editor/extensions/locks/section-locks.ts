import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { ReplaceStep } from '@tiptap/pm/transform'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { lockedStretches, type LockedStretch } from '#core/locks/locked-stretches.ts'
import type { SectionLock } from '#core/locks/section-lock.ts'
import { touchesLocked } from '#core/locks/touches-locked.ts'
import { bindingOf, isRemote } from '../binding/sequence-plugin.ts'
import { heedLocks, undoManagerOf } from '../binding/undo.ts'
import { stepOps } from './step-ops.ts'

/** A lock, and what assistive technology says of a block under it. */
export interface SpokenLock extends SectionLock {
  readonly spoken: string
}

/** Something that was not done because of a lock [UI651]. */
export interface LockRefusal {
  readonly lock: string
  /** `undo`: a step of undo or redo that was left out. */
  readonly how: 'write' | 'paste' | 'undo'
  /** Letters that would have been written; they are nowhere else, but for those of a paste. */
  readonly words: string
  /** While an input method composes, each word of refusal takes the place of the one before. */
  readonly composition: number | null
}

interface LocksState {
  readonly locks: readonly SpokenLock[]
  readonly stretches: readonly LockedStretch<SpokenLock>[]
  /** Of each locked block the lock, by bid; the same map for as long as none of it changes. */
  readonly byBid: ReadonlyMap<string, SpokenLock>
  readonly drawn: DecorationSet
}

interface LocksOptions {
  refused: (refusal: LockRefusal) => void
}

const NONE: LocksState = { locks: [], stretches: [], byBid: new Map(), drawn: DecorationSet.empty }

const key = new PluginKey<LocksState>('sectionLocks')

const bidsOf = function* (doc: Node): Generator<string | null> {
  for (let index = 0; index < doc.childCount; index++) {
    const bid: unknown = doc.child(index).attrs['bid']
    yield typeof bid === 'string' ? bid : null
  }
}

const sameStretches = (one: LocksState['stretches'], two: LocksState['stretches']): boolean =>
  one.length === two.length &&
  one.every(({ lock, first, last }, at) => {
    const other = two[at]
    return other?.lock === lock && other.first === first && other.last === last
  })

const draw = (doc: Node, locks: readonly SpokenLock[], old: LocksState): LocksState => {
  const stretches = lockedStretches(bidsOf(doc), locks)
  const byBid = new Map<string, SpokenLock>()
  const drawn: Decoration[] = []
  doc.forEach((node, before, index) => {
    const over = stretches.filter(({ first, last }) => first <= index && index <= last)
    const [first] = over
    if (first === undefined) return
    const bid: unknown = node.attrs['bid']
    if (typeof bid === 'string') byBid.set(bid, first.lock)
    drawn.push(
      Decoration.node(before, before + node.nodeSize, {
        'data-locked': first.lock.kind,
        'aria-description': over.map(({ lock }) => lock.spoken).join(' '),
      }),
    )
  })
  const isSame =
    byBid.size === old.byBid.size && [...byBid].every(([bid, lock]) => old.byBid.get(bid) === lock)
  return { locks, stretches, byBid: isSame ? old.byBid : byBid, drawn: DecorationSet.create(doc, drawn) }
}

const locksOf = (state: EditorState): readonly SpokenLock[] => key.getState(state)?.locks ?? NONE.locks

/** Where the locks lie in the document as it is shown. */
export const locksIn = (state: EditorState): readonly LockedStretch<SpokenLock>[] =>
  key.getState(state)?.stretches ?? []

/** Does this position lie in a locked block? */
export const isLockedAt = (state: EditorState, position: number): boolean => {
  const index = state.doc.resolve(position).index(0)
  return locksIn(state).some(({ first, last }) => first <= index && index <= last)
}

/** Of each locked block the lock, by bid; the same map for as long as none of it changes. */
export const lockedBids = (state: EditorState): ReadonlyMap<string, SpokenLock> =>
  key.getState(state)?.byBid ?? NONE.byBid

export const setLocks = (transaction: Transaction, locks: readonly SpokenLock[]): Transaction =>
  transaction.setMeta(key, locks).setMeta('addToHistory', false)

/**
 * The first lock that a transaction would break; null when it breaks none. The same law decides as in the gate
 * ([LCK1], `touchesLocked`), step by step.
 */
export const lockBrokenBy = (
  { steps, docs, doc }: Transaction,
  locks: readonly SpokenLock[],
): SpokenLock | null => {
  if (locks.length === 0) return null
  for (const [index, step] of steps.entries()) {
    const before = docs[index]
    if (before === undefined) continue
    const stretches = lockedStretches(bidsOf(before), locks)
    const changed = stretches.length === 0 ? [] : stepOps(step, before, docs[index + 1] ?? doc)
    const broken = stretches.find((stretch) => changed.some((ops) => touchesLocked(ops, blocksOf(stretch))))
    if (broken !== undefined) return broken.lock
  }
  return null
}

const blocksOf = ({ first, last }: LockedStretch) => {
  const all = new Set(Array.from({ length: last - first + 1 }, (_, at) => first + at))
  const inner = new Set(all)
  inner.delete(last)
  return { all, inner }
}

/** The letters that a transaction brings; of blocks that move, none: they stay where they are. */
const wordsOf = (transaction: Transaction): string => {
  const event: unknown = transaction.getMeta('uiEvent')
  if (event === 'move' || event === 'drop') return ''
  return transaction.steps
    .map((step) =>
      step instanceof ReplaceStep ? step.slice.content.textBetween(0, step.slice.content.size, '\n') : '',
    )
    .join('')
}

const refusalOf = (transaction: Transaction, lock: SpokenLock): LockRefusal => {
  const composition: unknown = transaction.getMeta('composition')
  return {
    lock: lock.id,
    how: transaction.getMeta('paste') === true ? 'paste' : 'write',
    words: wordsOf(transaction),
    composition: typeof composition === 'number' ? composition : null,
  }
}

/** The plugin alone, for an editor that is no Tiptap editor. */
export const sectionLocksPlugin = (refused: LocksOptions['refused']): Plugin =>
  new Plugin<LocksState>({
    key,
    state: {
      init: () => NONE,
      apply: (tr, old) => {
        const set: readonly SpokenLock[] | undefined = tr.getMeta(key)
        if (set !== undefined) return draw(tr.doc, set, old)
        if (!tr.docChanged || old.locks.length === 0) return old
        const stretches = lockedStretches(bidsOf(tr.doc), old.locks)
        // What a person writes leaves locked blocks alone: their marks only move along.
        return !isRemote(tr) && sameStretches(old.stretches, stretches)
          ? { ...old, drawn: old.drawn.map(tr.mapping, tr.doc) }
          : draw(tr.doc, old.locks, old)
      },
    },
    props: { decorations: (state) => key.getState(state)?.drawn ?? null },
    filterTransaction: (tr, state) => {
      if (!tr.docChanged || isRemote(tr) || tr.getMeta('appendedTransaction') !== undefined) return true
      const lock = lockBrokenBy(tr, locksOf(state))
      if (lock === null) return true
      refused(refusalOf(tr, lock))
      return false
    },
    view: (view) => {
      const manager = undoManagerOf(view.state)
      if (manager !== null)
        heedLocks(manager, {
          locks: () => locksOf(view.state),
          leftOut: (lock) => {
            refused({ lock, how: 'undo', words: '', composition: null })
          },
        })
      return {}
    },
  })

/**
 * Locked sections in the text: they say that they are, and what a person would do to them is not done and answered
 * ([UI650] [UI651]). What comes from the shared text passes: the server has judged it. So do the mends that follow what
 * a person did: they make a document whole that stands already.
 *
 * Refusing letters while an input method composes them would end the composition half way, and the browser would not say
 * so. They are shown only, and taken back, answered and kept as one word when it is over ([DOC8] holds likewise).
 */
export const SectionLocks = Extension.create<LocksOptions>({
  name: 'sectionLocks',
  // Before anything makes a proposal of it.
  priority: 1000,
  addOptions: () => ({ refused: () => undefined }),
  dispatchTransaction({ transaction, next }) {
    const { state, view } = this.editor
    const binding = bindingOf(state)
    if (binding === null || !transaction.docChanged || isRemote(transaction)) {
      next(transaction)
      return
    }
    const isKept = binding.holding || (view.composing && lockBrokenBy(transaction, locksOf(state)) !== null)
    next(isKept ? binding.hold(transaction) : transaction)
  },
  addProseMirrorPlugins() {
    return [sectionLocksPlugin(this.options.refused)]
  },
})
