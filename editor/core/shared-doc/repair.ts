import { SERVER_ORIGIN } from './gate-staging.ts'
import type { Sender } from './judge.ts'
import type { Region } from './regions.ts'
import type { ScannedUpdate } from './scan-update.ts'
import { editSequence, type SequenceEdit } from './sequence-edit.ts'
import type { Sequence, SequenceBlock } from './sequence.ts'

/** Embedding, override and isolate controls: they reorder what others read, and nobody sees them. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/u

/**
 * What the server sets right after a merge of valid edits, in the same frame, before anyone sees it. Every repair is
 * a function of the text and its changed regions alone, and none takes away what a person typed.
 */
export class Repair {
  readonly #newBid: () => string

  constructor(newBid: () => string) {
    this.#newBid = newBid
  }

  begin(_sender: Sender, _scanned: ScannedUpdate): void {}

  beginServer(): void {}

  /** Looks at what an update did while the deleted items are still there. */
  observe(_sequence: Sequence, _regions: readonly Region[]): void {}

  run(sequence: Sequence, regions: readonly Region[]): void {
    if (regions.length === 0) return
    const steps = [
      ...this.#bids(sequence, regions),
      ...bidiControls(sequence, regions),
      ...this.#firstMarker(sequence),
    ]
    if (steps.length > 0)
      editSequence(sequence, SERVER_ORIGIN, (edit) => {
        for (const step of steps) step(edit)
      })
  }

  /** Every block has a bid of its own [GAT12]: who comes later in the log gets a new one. */
  #bids(sequence: Sequence, regions: readonly Region[]): Step[] {
    const candidates = newBidsIn(regions)
    if (candidates.length === 0) return []
    const bearers = new Map<string, number>()
    for (let slot = 1; slot < sequence.slots; slot++) {
      const { bid } = sequence.block(slot).marker.attrs
      if (bid !== null) bearers.set(bid, (bearers.get(bid) ?? 0) + 1)
    }
    const steps: Step[] = []
    // Among newcomers the first in the text keeps it, unless it was there before all of them.
    for (const block of candidates.reverse()) {
      const { bid } = block.marker.attrs
      if (bid !== null) {
        const count = bearers.get(bid) ?? 0
        if (count < 2) continue
        bearers.set(bid, count - 1)
      }
      const fresh = this.#newBid()
      steps.push((edit) => edit.setMarker(sequence.slotOfBlock(block), new Map([['bid', fresh]])))
    }
    return steps
  }

  /** Text before the first marker, or a text without any, gets a marker [GAT12]. */
  #firstMarker(sequence: Sequence): Step[] {
    if (!sequence.virtual) return []
    const bid = this.#newBid()
    return [(edit) => edit.insertMarker({ slot: 0, offset: 0 }, new Map([['bid', bid]]))]
  }
}

type Step = (edit: SequenceEdit) => void

/** Blocks that came with a change, or got another bid by it, in document order. */
const newBidsIn = (regions: readonly Region[]): SequenceBlock[] => {
  const blocks: SequenceBlock[] = []
  for (const { ops } of regions) {
    for (const op of ops) {
      if (op.kind === 'insert-marker') blocks.push(op.block)
      else if (op.kind === 'keep-marker' && op.before.attrs.bid !== op.after.attrs.bid) blocks.push(op.block)
    }
  }
  return blocks
}

/** Takes bidi controls out of what came [GAT7]. */
const bidiControls = (sequence: Sequence, regions: readonly Region[]): Step[] => {
  const steps: Step[] = []
  for (const { ops } of regions) {
    if (!ops.some((op) => op.kind === 'insert' && BIDI_CONTROLS.test(op.text))) continue
    for (const op of ops) {
      if (op.kind !== 'keep-marker' && op.kind !== 'insert-marker') continue
      const slot = sequence.slotOfBlock(op.block)
      const text = sequence
        .runs(slot)
        .map((run) => run.text)
        .join('')
      for (let offset = text.length - 1; offset >= 0; offset--) {
        if (!BIDI_CONTROLS.test(text.charAt(offset))) continue
        steps.push((edit) => edit.delete({ slot, offset }, { slot, offset: offset + 1 }))
      }
    }
  }
  return steps
}
