import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import { encodeMarker, NO_FORMATS, type BlockContent, type RawFormats } from '#core/schema/content.ts'
import { restorationOf } from '#core/shared-doc/restore-text.ts'
import { editSequence, type SequenceEdit } from '#core/shared-doc/sequence-edit.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { blocksToElements, elementsToBlocks } from '#core/suggestions/element.ts'
import { projectOriginal } from '#core/suggestions/project.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import { seededRandom, seeds, type SeededRandom } from '../support/seeded-random.ts'

const original = (sequence: Sequence): BlockContent[] =>
  elementsToBlocks(projectOriginal(blocksToElements(sequence.blocks())))

/** Blocks as plain data: what a reader sees, with bids. */
const shown = (blocks: readonly BlockContent[]) =>
  blocks.map(({ attrs, runs }) => ({ attrs, runs: runs.map(({ text, formats }) => [text, [...formats]]) }))

const standing = (sequence: Sequence): ReadonlySet<string> => {
  const ids = new Set<string>()
  for (const { formats, runs } of sequence.blocks())
    for (const one of [formats, ...runs.map((run) => run.formats)])
      for (const { id } of suggestionsOn(one)) ids.add(id)
  return ids
}

/** A text that is written in at random, suggestions and moved blocks included. */
class Writing {
  readonly doc = new Y.Doc()
  readonly sequence: Sequence
  readonly #random: SeededRandom
  #count = 1

  constructor(random: SeededRandom) {
    this.#random = random
    this.doc.clientID = 1
    this.sequence = new Sequence(this.doc.getText('content'))
    this.#edit((edit) => edit.insertMarker({ slot: 0, offset: 0 }, new Map([['bid', 'b0']])))
  }

  newBid = (): string => `n${this.#count++}`

  write(times: number): void {
    for (; times > 0; times--) this.#edit((edit) => this.#step(edit))
  }

  #edit(change: (edit: SequenceEdit) => void): void {
    editSequence(this.sequence, 'test', change)
  }

  #step(edit: SequenceEdit): void {
    const random = this.#random
    const slot = 1 + random.below(this.sequence.slots - 1)
    const { length, marker } = this.sequence.block(slot)
    const offset = random.below(length + 1)
    const rest = random.below(Math.min(6, length - offset) + 1)
    const suggestion = (kind: string): ReadonlyMap<string, unknown> =>
      new Map([[`${kind}--s${this.#count++}`, { by: random.pick(['u', 'v']), at: this.#count }]])
    switch (random.below(10)) {
      case 0:
      case 1:
        return edit.insertText({ slot, offset }, this.#word(), this.#styles())
      case 2:
        return edit.insertText({ slot, offset }, this.#word(), suggestion('insertion'))
      case 3:
        return edit.delete({ slot, offset }, { slot, offset: offset + rest })
      case 4:
        return edit.format({ slot, offset }, rest, suggestion(random.pick(['deletion', 'formatChange'])))
      case 5:
        return edit.format({ slot, offset }, rest, new Map([['bold', random.pick([true, null])]]))
      case 6: {
        const bid = `b${this.#count++}`
        const proposed = random.chance(0.3) ? suggestion('insertion') : NO_FORMATS
        return edit.insertMarker({ slot, offset }, encodeMarker({ ...DEFAULT_BLOCK_ATTRS, bid }, proposed))
      }
      case 7:
        return edit.setMarker(slot, new Map([['kind', random.pick(['quote', 'heading', null])]]))
      case 8: {
        // Away with a block: its text goes or joins the one in front.
        if (slot === 1) return
        const before = { slot: slot - 1, offset: this.sequence.block(slot - 1).length }
        return edit.delete(before, { slot, offset: random.pick([0, length]) })
      }
      default: {
        // Moved: written anew elsewhere under the same bid.
        if (slot === 1) return
        const runs = this.sequence.runs(slot)
        const before = { slot: slot - 1, offset: this.sequence.block(slot - 1).length }
        edit.delete(before, { slot, offset: length })
        const home = 1 + random.below(this.sequence.slots - 1)
        const end = this.sequence.block(home).length
        edit.insertMarker({ slot: home, offset: end }, marker.entries)
        let at = 0
        for (const { text, formats } of runs) {
          edit.insertText({ slot: home + 1, offset: at }, text, formats)
          at += text.length
        }
      }
    }
  }

  #word(): string {
    return this.#random.pick(['سلام ', 'نار', 'وقف إطلاق ', 'حُرِّيّة', '🕊️', ' ، ', 'e'])
  }

  #styles(): RawFormats {
    return this.#random.chance(0.2) ? new Map([['bold', true]]) : NO_FORMATS
  }
}

type Restore = (
  sequence: Sequence,
  target: readonly BlockContent[],
  newBid: () => string,
) => ReadonlySet<string>

const restored: Restore = (sequence, target, newBid) => {
  const restoration = restorationOf(sequence, target, [], newBid)
  restoration.run('restore')
  return restoration.onGone
}

/** Writes at random, restores what was at some time, and throws at the first broken promise. */
const check = (seed: number, restore: Restore): void => {
  const random = seededRandom(seed)
  const writing = new Writing(random)
  writing.write(5 + random.below(40))
  const target = original(writing.sequence)
  writing.write(random.below(60))
  const { sequence, doc } = writing
  const before = standing(sequence)
  const blocks = new Map([...sequence.blocks()].map((block) => [block.attrs.bid, block]))
  const now = shown(original(sequence))
  const onGone = restore(sequence, target, writing.newBid)
  expect(shown(original(sequence))).toEqual(shown(target))
  // Nothing but what stood on something that went is missing, and nothing else came.
  const after = standing(sequence)
  for (const id of before) if (!onGone.has(id)) expect(after).toContain(id)
  for (const id of after) expect(before).toContain(id)
  // A block that reads as it did has every suggestion in it that it had.
  const wanted = new Map(shown(target).map((block) => [block.attrs.bid, block]))
  for (const block of now) {
    const { bid } = block.attrs
    if (bid === null || JSON.stringify(wanted.get(bid)) !== JSON.stringify(block)) continue
    expect([...sequence.blocks()].find(({ attrs }) => attrs.bid === bid)).toEqual(blocks.get(bid))
  }
  // It reads as it is to: there is nothing left to do.
  const vector = Y.encodeStateVector(doc)
  restored(sequence, target, writing.newBid)
  expect(Y.encodeStateVector(doc)).toEqual(vector)
  // The index is what a walk over the text finds.
  expect([...sequence.blocks()]).toEqual([...new Sequence(doc.getText('content')).blocks()])
}

describe('a restore', () => {
  it.each(seeds(300, 10_000))(
    '[DOC540] [DOC541] lets any text read as any earlier one did, with what stays untouched (seed %i)',
    (seed) => check(seed, restored),
  )

  it('[DOC541] that writes everything anew is found out', () => {
    const anew: Restore = (sequence, target, newBid) => {
      const gone = restored(sequence, [], newBid)
      return new Set([...gone, ...restored(sequence, target, newBid)])
    }
    const found = seeds(60, 60).filter((seed) => {
      try {
        check(seed, anew)
        return false
      } catch {
        return true
      }
    })
    expect(found.length).toBeGreaterThan(3)
  })
})
