import { editAsServer } from './gate-staging.ts'
import type { DoubleMove } from './judge.ts'
import type { Region } from './regions.ts'
import { bidRepairs, twinSplits } from './repair-blocks.ts'
import { idleLead, leadRepair } from './repair-lead.ts'
import { markRepairs } from './repair-marks.ts'
import { Survivors, type Author, type RepairStep } from './repair-survivors.ts'
import type { SequenceEdit } from './sequence-edit.ts'
import type { SequenceBlock } from './sequence-block.ts'
import type { Sequence } from './sequence.ts'

/** Whose change is being repaired; the server's own marks are decisions and stay as they are. */
export interface RepairFor extends Author {
  readonly mayWrite: boolean
}

/** What was repaired. */
export interface Repaired {
  /** Blocks that were moved twice at once. */
  readonly doubleMoves: readonly DoubleMove[]
  /** Blocks that were made or given something. */
  readonly blocks: ReadonlySet<SequenceBlock>
}

export const FOR_SERVER: RepairFor = { member: null, mayWrite: true, written: new Map() }

/** Embedding, override and isolate controls: they reorder what others read, and nobody sees them. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/u

/**
 * What the server sets right after a merge of valid edits, in the same frame, before anyone sees it. Every repair is
 * a function of the text, its changed regions and the deletions before, and none takes away what a person typed.
 */
export class Repair {
  readonly #newBid: () => string
  readonly #survivors = new Survivors()

  constructor(newBid: () => string) {
    this.#newBid = newBid
  }

  /** Looks at what a change did while the deleted items are still there. */
  observe(sequence: Sequence, regions: readonly Region[], author: RepairFor): void {
    this.#survivors.observe(sequence, regions, author)
  }

  /** Repairs what an admitted change left, in one transaction of the server, or in none. */
  run(
    sequence: Sequence,
    regions: readonly Region[],
    author: RepairFor,
    locked: ReadonlySet<SequenceBlock>,
  ): Repaired {
    const blocks = new Set<SequenceBlock>()
    if (regions.length === 0) return { doubleMoves: [], blocks }
    const doubleMoves: DoubleMove[] = []
    const movedTwice = (move: DoubleMove): void => {
      doubleMoves.push(move)
    }
    const { member, mayWrite, written } = author
    const newBid = this.#newBid
    const wasDeleted = (bid: string): boolean => this.#survivors.wasDeleted(bid)
    const marks = mayWrite && member !== null ? markRepairs(sequence, regions, member) : []
    const bids = bidRepairs(sequence, regions, { newBid, locked, mayWrite, wasDeleted, movedTwice })
    const steps = [
      ...marks,
      ...bidiControls(sequence, regions, locked),
      ...this.#survivors.steps(sequence, author, locked, newBid),
      ...twinSplits(sequence, regions, written, locked),
      ...bids,
      ...idleLead(sequence, regions, locked),
    ]
    if (steps.length === 0 && !sequence.virtual) return { doubleMoves, blocks }
    editAsServer(sequence, (edit) => {
      const watched = watching(edit, (slot) => blocks.add(sequence.block(slot)))
      for (const step of [...steps, leadRepair(sequence, newBid)]) step(watched)
    })
    return { doubleMoves, blocks }
  }
}

/** An edit that tells the slots of the blocks to which it gives something. */
const watching = (edit: SequenceEdit, gives: (slot: number) => void): SequenceEdit => ({
  insertText: (at, text, formats) => {
    edit.insertText(at, text, formats)
    gives(at.slot)
  },
  insertMarker: (at, entries) => {
    edit.insertMarker(at, entries)
    gives(at.slot + 1)
  },
  delete: (from, to) => {
    edit.delete(from, to)
    // What stood behind the marker that goes joins the block in front.
    if (from.slot < to.slot) gives(from.slot)
  },
  format: (at, length, changes) => {
    edit.format(at, length, changes)
    gives(at.slot)
  },
  setMarker: (slot, changes) => {
    edit.setMarker(slot, changes)
    gives(slot)
  },
})

/** Takes bidi controls out of what came [GAT7]. */
const bidiControls = (
  sequence: Sequence,
  regions: readonly Region[],
  locked: ReadonlySet<SequenceBlock>,
): RepairStep[] => {
  const steps: RepairStep[] = []
  for (const { ops } of regions) {
    if (!ops.some((op) => op.kind === 'insert' && BIDI_CONTROLS.test(op.text))) continue
    for (const op of ops) {
      if (op.kind !== 'keep-marker' && op.kind !== 'insert-marker') continue
      const { block } = op
      if (locked.has(block)) continue
      steps.push((edit) => {
        const slot = sequence.slotOfBlock(block)
        const runs = sequence.runs(slot).map((run) => run.text)
        const text = runs.join('')
        for (let offset = text.length - 1; offset >= 0; offset--)
          if (BIDI_CONTROLS.test(text.charAt(offset)))
            edit.delete({ slot, offset }, { slot, offset: offset + 1 })
      })
    }
  }
  return steps
}
