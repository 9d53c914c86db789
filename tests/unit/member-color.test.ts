import { describe, expect, it } from 'vitest'
import { leastUsedColor, MEMBER_COLORS } from '#core/access/member-color.ts'

/** The colours of so many who join one after the other. */
const joining = (count: number, before: readonly number[] = []): readonly number[] => {
  const taken = [...before]
  for (let joined = 0; joined < count; joined++) taken.push(leastUsedColor(taken))
  return taken
}

describe('the colour of a new member', () => {
  it('[DOC331] is given in the order of the palette while nobody leaves', () => {
    expect(joining(13)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 0])
  })

  it('[DOC331] is the first that nobody present has', () => {
    expect(leastUsedColor([])).toBe(0)
    expect(leastUsedColor([0, 2, 3])).toBe(1)
    expect(leastUsedColor([3, 1, 0, 1])).toBe(2)
  })

  it('[DOC331] is shared by as few as can be when all are taken', () => {
    const full = joining(MEMBER_COLORS)
    expect(leastUsedColor([...full, 0, 1, 3])).toBe(2)
    expect(leastUsedColor([...full, ...full.filter((color) => color !== 7)])).toBe(7)
  })

  it('[DOC331] differs among twelve, whoever left before', () => {
    const rest = joining(12).filter((color) => color % 3 !== 1)
    expect(new Set(joining(MEMBER_COLORS - rest.length, rest)).size).toBe(MEMBER_COLORS)
  })

  it('[DOC331] passes over what is no colour of the palette', () => {
    expect(leastUsedColor([-1, 12, 0.5, Number.NaN])).toBe(0)
  })
})
