import { describe, expect, it } from 'vitest'
import { movedBlocks } from '../../../sync-server/room/since/moved.ts'
import { seededRandom, seeds } from '../../support/seeded-random.ts'

const isRising = (numbers: readonly number[]): boolean =>
  numbers.every((number, index) => index === 0 || (numbers[index - 1] ?? 0) < number)

describe('moved blocks', () => {
  it.each([
    ['none', [0, 1, 2, 3], [], []],
    ['the first to the end', [1, 2, 3, 0], [0], [3]],
    ['the last to the front', [3, 0, 1, 2], [3], [0]],
    ['two that change places: the one that was written anew', [1, 0, 2], [0], [1]],
    ['and the other', [1, 0, 2], [1], [0]],
    ['brought back to where it was', [0, 1, 2], [1], []],
    ['a section of two', [2, 3, 0, 1, 4], [2, 3], [0, 1]],
    ['nothing to compare', [], [], []],
  ])('[DOC502] %s', (_, order, anew, expected) => {
    const now = order.map((was) => ({ was, isSame: !anew.includes(was) }))
    expect([...movedBlocks(now)]).toEqual(expected)
  })

  it('[DOC502] the fewest that it takes, never one that stands where it stood', () => {
    for (const seed of seeds(300, 10_000)) {
      const random = seededRandom(seed)
      const size = random.below(8)
      const order = Array.from({ length: size }, (_, index) => index)
      const anew = new Set<number>()
      for (let move = 0; move < random.below(4) && size > 0; move++) {
        const [block] = order.splice(random.below(size), 1)
        if (block === undefined) continue
        anew.add(block)
        order.splice(random.below(size), 0, block)
      }
      const now = order.map((was) => ({ was, isSame: !anew.has(was) }))
      const moved = movedBlocks(now)
      expect(isRising(order.filter((_, index) => !moved.has(index)))).toBe(true)
      for (const index of moved) expect(now[index]?.isSame).toBe(false)
      // Every choice of those written anew: none smaller does.
      const free = order.flatMap((was, index) => (anew.has(was) ? [index] : []))
      for (let choice = 0; choice < 2 ** free.length; choice++) {
        const chosen = new Set(free.filter((_, bit) => (choice >> bit) & 1))
        if (isRising(order.filter((_, index) => !chosen.has(index))))
          expect(chosen.size).toBeGreaterThanOrEqual(moved.size)
      }
    }
  })
})
