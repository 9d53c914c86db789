import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstWhere } from '#core/util/first-where.ts'

describe('the first for which something holds', () => {
  it('is the one that a walk from the beginning finds, with few questions', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(2_500), (count, from) => {
        let asked = 0
        const found = firstWhere(count, (index) => {
          asked += 1
          return index >= from
        })
        expect(found).toBe(Math.min(from, count))
        expect(asked).toBeLessThanOrEqual(Math.ceil(Math.log2(count + 1)))
      }),
    )
  })
})
