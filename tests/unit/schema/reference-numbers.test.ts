import { describe, expect, it } from 'vitest'
import { referenceNumbers, type CountedBlock } from '#core/schema/reference-numbers.ts'

const stands: CountedBlock = { proposed: false, says: true, shows: true }
const empty: CountedBlock = { proposed: false, says: false, shows: false }
/** A new paragraph of somebody. */
const proposed: CountedBlock = { proposed: true, says: false, shows: true }
/** What stands, behind a break that is only proposed. */
const secondHalf: CountedBlock = { proposed: true, says: true, shows: true }
/** An empty paragraph with proposed words. */
const begun: CountedBlock = { proposed: false, says: false, shows: true }

const words = (blocks: readonly CountedBlock[]): string =>
  referenceNumbers(blocks)
    .map((found) =>
      found === null ? '–' : found.further === 0 ? `${found.number}` : `${found.number}+${found.further}`,
    )
    .join(' ')

describe('reference numbers', () => {
  it('[UI820] count the blocks that say something, in order', () => {
    expect(words([stands, empty, stands, stands])).toBe('1 – 2 3')
    expect(words([])).toBe('')
  })

  it('[UI820] are moved by no proposal: what is only proposed counts on behind the block before it', () => {
    expect(words([stands, proposed, proposed, stands])).toBe('1 1+1 1+2 2')
    expect(words([proposed, stands])).toBe('0+1 1')
    expect(words([stands, begun, stands])).toBe('1 1+1 2')
    expect(words([stands, proposed, begun, proposed, stands])).toBe('1 1+1 1+2 1+3 2')
  })

  it('[UI820] a block that is to be broken in two keeps its number, also when all its words are in the second half', () => {
    expect(words([stands, secondHalf, stands])).toBe('1 1+1 2')
    expect(words([empty, secondHalf, stands])).toBe('1 1+1 2')
  })

  it('[UI820] no two blocks bear the same', () => {
    const kinds = [stands, empty, proposed, secondHalf, begun]
    for (let seed = 0; seed < 5 ** 5; seed++) {
      const blocks = Array.from({ length: 5 }, (_, at) => kinds[Math.floor(seed / 5 ** at) % 5] ?? stands)
      const found = words(blocks)
        .split(' ')
        .filter((one) => one !== '–')
      expect(new Set(found).size, JSON.stringify(blocks)).toBe(found.length)
    }
  })
})
