import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  CARD_DENSITY,
  groupCards,
  NO_GROUPS,
  RAIL_DENSITY,
  rememberGroups,
} from '../../../editor/ui/margin/group-cards.ts'
import { marginEntries } from '../../../editor/ui/margin/margin-entries.ts'
import type { Anchored } from '../../../editor/ui/margin/margin-item.ts'
import { placeCards, type Placed, type Standing } from '../../../editor/ui/margin/place-cards.ts'

const GAP = 8
const FLOOR = 44
const SIGN = 44
const FIRST_LINE = 120

const place = (items: readonly Standing[], active: string | null): Placed =>
  placeCards(items, { active, gap: GAP, floor: FLOOR, sign: SIGN })

/** `count` cards at most, sorted by anchor, below the first line of a page. */
const cards = (count: number, height = fc.integer({ min: 20, max: 400 })): fc.Arbitrary<Standing[]> =>
  fc
    .array(fc.record({ anchor: fc.double({ min: FIRST_LINE, max: 60 * count, noNaN: true }), height }), {
      minLength: 1,
      maxLength: count,
      size: 'max',
    })
    .map((found) =>
      found.sort((one, two) => one.anchor - two.anchor).map((card, index) => ({ ...card, key: `k${index}` })),
    )

/** Everything drawn, in order of keys: top and end. */
const stretches = (items: readonly Standing[], { tops, signTop }: Placed) => [
  ...(signTop === null ? [] : [{ top: signTop, end: signTop + SIGN }]),
  ...items.flatMap(({ key, height }) => {
    const top = tops.get(key)
    return top === undefined ? [] : [{ top, end: top + height }]
  }),
]

describe('cards in the margin', () => {
  it('[UI500] never overlap, keep their order, and the active one stands at its anchor: 3, 30 and 300', () => {
    for (const count of [3, 30, 300])
      fc.assert(
        fc.property(cards(count), fc.nat(), (items, chosen) => {
          const active = items[chosen % items.length]
          const placed = place(items, active?.key ?? null)
          expect(placed.tops.get(active?.key ?? '')).toBe(active?.anchor)
          const drawn = stretches(items, placed)
          for (const [index, { top }] of drawn.entries())
            expect(top - (drawn[index - 1]?.end ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(
              GAP - 1e-6,
            )
          // Each is drawn or folded, once.
          expect([...placed.folded, ...placed.tops.keys()]).toEqual(items.map(({ key }) => key))
        }),
        { numRuns: 60 },
      )
  })

  it('[UI500] stand where everybody reaches them: nothing above the top of the page', () => {
    fc.assert(
      fc.property(cards(30), fc.nat(), (items, chosen) => {
        const placed = place(items, items[chosen % items.length]?.key ?? null)
        for (const { top } of stretches(items, placed)) expect(top).toBeGreaterThanOrEqual(FLOOR)
      }),
    )
  })

  it('[UI500] fold only what has no room above the active one', () => {
    const at = (anchor: number, height = 52): Omit<Standing, 'key'> => ({ anchor, height })
    const items = [at(120), at(120), at(120), at(125, 130), at(130)].map((card, n) => ({
      ...card,
      key: `k${n}`,
    }))
    expect(place(items, null).folded).toEqual([])
    expect(place(items, 'k0').folded).toEqual([])
    // One card and its gap fit between the bar and the first line, two do not.
    expect(place(items, 'k1')).toMatchObject({ folded: [], signTop: null })
    expect(place(items, 'k2')).toMatchObject({ folded: ['k0', 'k1'], signTop: FLOOR })
    expect(place(items, 'k4').tops.get('k4')).toBe(130)
  })

  it('[UI500] stand at their anchors wherever there is room', () => {
    fc.assert(
      fc.property(cards(30, fc.constant(52)), fc.nat(), (items, chosen) => {
        const spread = items.map((card, index) => ({ ...card, anchor: FIRST_LINE + index * 60 }))
        const placed = place(spread, items[chosen % items.length]?.key ?? null)
        expect([...placed.tops.values()]).toEqual(spread.map(({ anchor }) => anchor))
      }),
    )
  })
})

const anchored = (count: number): fc.Arbitrary<Anchored[]> =>
  cards(count).map((found) => found.map(({ key, anchor }) => ({ key, anchor })))

describe('clusters in the margin', () => {
  it('[UI501] hold what stands closer than one card in 60 pixels, and nothing else', () => {
    const at = (...anchors: number[]) =>
      groupCards(
        anchors.map((anchor, n) => ({ key: `k${n}`, anchor })),
        NO_GROUPS,
        CARD_DENSITY,
      ).map(({ members, dense }) => `${members.length}${dense ? ' dense' : ''}`)
    expect(at(100, 100, 100)).toEqual(['3'])
    expect(at(100, 100, 100, 100)).toEqual(['4 dense'])
    expect(at(100, 160, 220, 280, 340, 400)).toEqual(['3', '3'])
    expect(at(100, 140, 180, 220, 280, 1000)).toEqual(['4 dense', '1', '1'])
    // Two in each paragraph of four lines find room; two in each of two lines do not, before more.
    expect(at(100, 100, 270, 270, 440, 440)).toEqual(['4', '2'])
    expect(at(100, 100, 195, 195, 290, 290, 385, 385)).toEqual(['4 dense', '4'])
  })

  it('[UI501] leave every card in exactly one place, the active one by itself', () => {
    fc.assert(
      fc.property(anchored(300), fc.nat(), fc.boolean(), (items, chosen, rail) => {
        const active = items[chosen % items.length]?.key ?? null
        const entries = marginEntries(
          groupCards(items, NO_GROUPS, rail ? RAIL_DENSITY : CARD_DENSITY),
          active,
        )
        expect(entries.flatMap(({ keys }) => keys).sort()).toEqual(items.map(({ key }) => key).sort())
        expect(entries.find(({ key }) => key === active)).toMatchObject({ cluster: false })
        for (const [index, { anchor }] of entries.entries())
          expect(anchor).toBeGreaterThanOrEqual(entries[index - 1]?.anchor ?? 0)
        if (rail) expect(entries.filter(({ cluster }) => !cluster)).toHaveLength(1)
      }),
    )
  })

  it('[UI501] let no card stand further than four cards from its place, however many there are', () => {
    fc.assert(
      fc.property(anchored(300), (items) => {
        const entries = marginEntries(groupCards(items, NO_GROUPS, CARD_DENSITY), null)
        const { tops } = place(
          entries.map((entry) => ({ ...entry, height: entry.cluster ? 44 : 52 })),
          null,
        )
        for (const { key, anchor } of entries)
          expect((tops.get(key) ?? Number.NaN) - anchor).toBeLessThanOrEqual(4 * 60)
      }),
    )
  })

  it('[UI501] stay what they are in sight while the window moves along the text', () => {
    const SCREEN = 800
    fc.assert(
      fc.property(
        anchored(300),
        fc.array(fc.integer({ min: -250, max: 250 }), { minLength: 1, maxLength: 40 }),
        (items, scrolls) => {
          let top = 3_000
          let before = NO_GROUPS
          let seen = new Map<string, string>()
          for (const by of [0, ...scrolls]) {
            top += by
            const near = items.filter(({ anchor }) => anchor >= top - SCREEN && anchor <= top + 2 * SCREEN)
            const groups = groupCards(near, before, CARD_DENSITY)
            before = rememberGroups(groups)
            // What is wholly in sight, before and after this step.
            const inSight = new Map<string, string>()
            for (const { members, dense } of groups)
              if ((members[0]?.anchor ?? 0) >= top && (members.at(-1)?.anchor ?? 0) <= top + SCREEN)
                for (const { key } of members)
                  inSight.set(key, `${String(dense)} ${members.map((member) => member.key).join()}`)
            for (const [one, group] of inSight) if (seen.has(one)) expect(group).toBe(seen.get(one))
            seen = inSight
          }
        },
      ),
    )
  })
})
