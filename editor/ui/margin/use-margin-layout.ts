import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { groupCards, NO_GROUPS, rememberGroups, type Density } from './group-cards.ts'
import { marginEntries, sameEntries, type MarginEntry } from './margin-entries.ts'
import type { MarginItem } from './margin-item.ts'
import { placeCards } from './place-cards.ts'

/** Where the things of the margin belong; asked once a frame, never kept. */
export interface MarginSource {
  /** First lines of what stands between two heights of the window: pixels from its top, by key. Reads layout. */
  readonly anchors: (from: number, to: number) => ReadonlyMap<string, number>
  /** `settled`: layout is done, and reading it costs nothing. */
  readonly onLayout: (listener: (when: 'later' | 'settled') => void) => () => void
}

export interface MarginLayout {
  /** Holds what is drawn, each element with its key in `data-entry`. */
  readonly place: RefObject<HTMLDivElement | null>
  readonly entries: readonly MarginEntry[]
  /** Keys of the first ones, which have no room between the page's top and the active one. */
  readonly folded: readonly string[]
}

interface Drawn {
  readonly entries: readonly MarginEntry[]
  readonly folded: readonly string[]
}

const NOTHING: Drawn = { entries: [], folded: [] }
const GAP = 8
/** Of a card that was never drawn, and of a sign, under a thumb. */
const CARD_HEIGHT = 52
const SIGN_HEIGHT = 44
/** Under the margin's own bar. */
const FLOOR = 44

/**
 * Draws what stands within a screen of the window and puts it beside its place [UI500]. React draws again only when other
 * things come near; where they stand is written straight to their elements, in one frame of the screen however often
 * the text changes in it, so a key in the text draws no card again.
 */
export const useMarginLayout = (
  items: readonly MarginItem[],
  active: string | null,
  source: MarginSource,
  density: Density,
  settled: () => void,
): MarginLayout => {
  const place = useRef<HTMLDivElement>(null)
  const [drawn, setDrawn] = useState<Drawn>(NOTHING)
  const now = useRef({ items, active, density, drawn, settled })
  const measured = useRef<readonly MarginEntry[]>([])
  const groups = useRef(NO_GROUPS)
  const heights = useRef(new Map<string, number>())
  const frame = useRef(0)
  /** Does what stands there move to its new place, instead of standing there at once? */
  const moves = useRef(false)

  /** Puts every element at its place; answers the keys that have no room. */
  const put = useCallback((): readonly string[] => {
    const root = place.current
    if (root === null) return []
    const elements = new Map<string, HTMLElement>()
    for (const child of root.children)
      if (child instanceof HTMLElement) elements.set(child.dataset['entry'] ?? '', child)
    for (const [key, element] of elements) heights.current.set(key, element.offsetHeight)
    const placed = placeCards(
      measured.current.map((entry) => ({
        ...entry,
        height: heights.current.get(entry.key) ?? (entry.cluster ? SIGN_HEIGHT : CARD_HEIGHT),
      })),
      { active: now.current.active, gap: GAP, floor: FLOOR, sign: heights.current.get(FOLD) ?? SIGN_HEIGHT },
    )
    for (const [key, element] of elements) {
      const top = key === FOLD ? placed.signTop : placed.tops.get(key)
      if (top === undefined || top === null) continue
      const { style, dataset } = element
      const transform = `translateY(${Math.round(top)}px)`
      if (style.transform === transform) continue
      // Only what stood somewhere moves; what comes stands there at once.
      if (style.transform !== '') dataset['stood'] = ''
      style.transform = transform
    }
    // What has no room beside the last lines can be scrolled to.
    const size = `${Math.ceil(Math.max(0, placed.bottom))}px`
    if (root.style.minBlockSize !== size) root.style.minBlockSize = size
    return placed.folded
  }, [])

  const measure = useCallback((): void => {
    const root = place.current
    if (root === null) return
    const { top } = root.getBoundingClientRect()
    const screen = window.innerHeight
    const anchors = source.anchors(-screen, 2 * screen)
    const near = now.current.items.flatMap(({ key }) => {
      const at = anchors.get(key)
      return at === undefined ? [] : [{ key, anchor: at - top }]
    })
    const sorted = near.sort((one, two) => one.anchor - two.anchor)
    const found = groupCards(sorted, groups.current, now.current.density)
    groups.current = rememberGroups(found)
    const entries = marginEntries(found, now.current.active)
    measured.current = entries
    const folded = put()
    const old = now.current.drawn
    if (sameEntries(entries, old.entries) && folded.join() === old.folded.join()) return
    flushSync(() => {
      setDrawn({ entries, folded: entries.filter(({ key }) => folded.includes(key)).map(({ key }) => key) })
    })
  }, [put, source])

  const later = useCallback((): void => {
    if (frame.current !== 0) return
    frame.current = requestAnimationFrame(() => {
      frame.current = 0
      place.current?.toggleAttribute('data-moving', moves.current)
      moves.current = false
      measure()
    })
  }, [measure])

  useLayoutEffect(() => {
    now.current = { items, active, density, drawn, settled }
  })

  useEffect(() => {
    later()
    return source.onLayout((when) => {
      if (when === 'later') later()
      else if (frame.current === 0) measure()
    })
  }, [later, measure, source])

  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current)
      frame.current = 0
    },
    [],
  )
  // Other things, or another active one: they stand at their places before this frame is painted.
  useLayoutEffect(later, [items, density, later])
  useLayoutEffect(() => {
    moves.current = true
    later()
  }, [active, later])
  useLayoutEffect(() => {
    // What is drawn for the first time tells only now how high it is.
    if (put().join() !== drawn.folded.join()) later()
    now.current.settled()
  }, [drawn, later, put])

  // A card grows with the words that are written in it: the others give way before that is painted.
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => {
      if (put().join() !== now.current.drawn.folded.join()) later()
    })
    for (const child of place.current?.children ?? []) watch.observe(child)
    return () => {
      watch.disconnect()
    }
  }, [drawn, later, put])

  return { place, entries: drawn.entries, folded: drawn.folded }
}

/** `data-entry` of the sign for what has no room at the page's top. */
export const FOLD = 'fold'
