import { createDeleteSet, mergeDeleteSets, type Transaction, type UndoManager } from 'yjs'

type StackItem = UndoManager['undoStack'][number]

/** What one change of the text put into an undo item, and the suggestions that it touched. */
interface Part {
  readonly ids: ReadonlySet<string>
  /** Who only proposed by it; null when it was written outright. */
  readonly proposer: string | null
  readonly insertions: StackItem['insertions']
  readonly deletions: StackItem['deletions']
}

/** As the undo manager reckons them: every item written in the transaction. */
const insertionsOf = ({ beforeState, afterState }: Transaction): StackItem['insertions'] => {
  const insertions = createDeleteSet()
  for (const [client, end] of afterState) {
    const clock = beforeState.get(client) ?? 0
    if (end > clock) insertions.clients.set(client, [{ clock, len: end - clock }])
  }
  return insertions
}

const NONE: ReadonlySet<string> = new Set()

/**
 * Knows what each item of an undo manager is made of, so that what was decided meanwhile can be taken out of it
 * ([SUG450]): changes that follow quickly share one item, and those that have nothing to do with the decision stay.
 */
export class UndoParts {
  private readonly parts = new WeakMap<StackItem, readonly Part[]>()
  private touched = NONE
  private proposer: string | null = null
  private changes: Transaction | null = null

  /** Names the suggestions that the local change about to be written touches, and who proposes it, if it is proposed. */
  touch(ids: ReadonlySet<string>, proposer: string | null): void {
    this.touched = ids
    this.proposer = proposer
  }

  /** Who only proposed what an item is made of; null when any of it was written outright, or by several. */
  proposerOf(item: StackItem): string | null {
    const [first, ...others] = this.parts.get(item) ?? []
    const proposer = first?.proposer ?? null
    return others.every((one) => one.proposer === proposer) ? proposer : null
  }

  /** Hears of every change before the manager sorts it in. */
  hear(changes: Transaction): void {
    this.changes = changes
  }

  follow(manager: UndoManager): void {
    manager.on('stack-item-added', ({ stackItem }) => {
      this.add(manager, stackItem)
    })
    manager.on('stack-item-updated', ({ stackItem }) => {
      this.add(manager, stackItem)
    })
  }

  private add(manager: UndoManager, item: StackItem): void {
    const { changes } = this
    if (changes === null) return
    const { currStackItem } = manager
    const known = this.parts.get(item) ?? []
    // What undo did is about the same suggestions as what it took back.
    const ids = currStackItem === null ? this.touched : this.idsOf(currStackItem)
    const proposer = currStackItem === null ? this.proposer : this.proposerOf(currStackItem)
    this.touched = NONE
    this.proposer = null
    const insertions = insertionsOf(changes)
    this.parts.set(item, [...known, { ids, proposer, insertions, deletions: changes.deleteSet }])
  }

  private idsOf(item: StackItem): ReadonlySet<string> {
    return new Set((this.parts.get(item) ?? []).flatMap(({ ids }) => [...ids]))
  }

  /**
   * Takes out of both stacks what touched one of these suggestions, and what older changes are about the same as that:
   * they can be taken back only after it. Answers whether there was anything.
   */
  drop(manager: UndoManager, decided: ReadonlySet<string>): boolean {
    const [undo, redo] = [manager.undoStack, manager.redoStack].map((stack) => this.without(stack, decided))
    manager.undoStack = undo?.stack ?? []
    manager.redoStack = redo?.stack ?? []
    const dropped = (undo?.dropped ?? false) || (redo?.dropped ?? false)
    // What comes next is no part of what was there.
    if (dropped) manager.stopCapturing()
    return dropped
  }

  /** From the top, as the items would be taken. */
  private without(
    stack: readonly StackItem[],
    decided: ReadonlySet<string>,
  ): { readonly stack: StackItem[]; readonly dropped: boolean } {
    const gone = new Set(decided)
    let dropped = false
    const isKept = (part: Part): boolean => {
      if ([...part.ids].every((id) => !gone.has(id))) return true
      for (const id of part.ids) gone.add(id)
      return false
    }
    const left = stack.toReversed().filter((item) => {
      const parts = this.parts.get(item) ?? []
      const kept = parts.toReversed().filter(isKept).reverse()
      if (kept.length === parts.length) return true
      dropped = true
      if (kept.length === 0) return false
      item.insertions = mergeDeleteSets(kept.map(({ insertions }) => insertions))
      item.deletions = mergeDeleteSets(kept.map(({ deletions }) => deletions))
      this.parts.set(item, kept)
      return true
    })
    return { stack: left.reverse(), dropped }
  }
}
