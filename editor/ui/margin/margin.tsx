import { useCallback, useState, type ReactNode } from 'react'
import { Cluster } from './cluster.tsx'
import { CARD_DENSITY, RAIL_DENSITY } from './group-cards.ts'
import type { MarginItem } from './margin-item.ts'
import { FOLD, useMarginLayout, type MarginSource } from './use-margin-layout.ts'
import css from './margin.module.css'

export interface MarginProps {
  /** In text order. */
  readonly items: readonly MarginItem[]
  /** Key of the one that is looked at, of whatever kind; null when none is. */
  readonly active: string | null
  readonly source: MarginSource
  /** Room for signs only: cards come when they are asked for. */
  readonly rail: boolean
  /** The card of an item, drawn again only when it says something else. */
  readonly cardOf: (key: string) => ReactNode
  /** What a cluster of them is called: «٤ اقتراحات». */
  readonly signOf: (keys: readonly string[]) => string
  /** Goes to an item in the text, and gives its card the focus. */
  readonly visit: (key: string) => void
  /** Cards were drawn. */
  readonly drawn: () => void
}

const NONE: ReadonlySet<string> = new Set()

/**
 * The margin: what stands beside the text scrolls with it, each thing as near to its place as its neighbours let it, the
 * active one exactly there [UI500]; many at one place are a cluster [UI501]. Knows no kind of thing.
 */
export function Margin({ items, active, source, rail, cardOf, signOf, visit, drawn }: MarginProps) {
  const { place, entries, folded } = useMarginLayout(
    items,
    active,
    source,
    rail ? RAIL_DENSITY : CARD_DENSITY,
    drawn,
  )
  /** What stood in the cluster that was opened; it is open for as long as one of them is in it. */
  const [opened, setOpened] = useState(NONE)
  const [seen, setSeen] = useState(active)
  if (active !== seen) {
    setSeen(active)
    // Who goes elsewhere leaves it.
    if (active !== null && !opened.has(active)) setOpened(NONE)
  }
  const isOpen = (keys: readonly string[]): boolean => keys.some((key) => opened.has(key))
  const toggle = useCallback(
    (keys: readonly string[]) => {
      const [first] = keys
      const close = keys.some((key) => opened.has(key))
      setOpened(close ? NONE : new Set(keys))
      if (!close && first !== undefined) visit(first)
    },
    [opened, visit],
  )

  const hidden = new Set(folded)
  const stowed = entries.filter(({ key }) => hidden.has(key)).flatMap(({ keys }) => keys)
  return (
    <div
      ref={place}
      className={css['places']}
      data-rail={rail}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpened(NONE)
      }}
    >
      {stowed.length > 0 && (
        <div className={css['place']} data-entry={FOLD}>
          <Cluster
            keys={stowed}
            open={false}
            small={rail}
            label={signOf(stowed)}
            toggle={toggle}
            cardOf={cardOf}
          />
        </div>
      )}
      {entries
        .filter(({ key }) => !hidden.has(key))
        .map(({ key, keys, cluster }) => (
          <div
            key={key}
            className={css['place']}
            data-entry={key}
            data-active={key === active}
            data-sign={cluster && rail && !isOpen(keys)}
          >
            {cluster ? (
              <Cluster
                keys={keys}
                open={isOpen(keys)}
                small={rail}
                label={signOf(keys)}
                toggle={toggle}
                cardOf={cardOf}
              />
            ) : (
              cardOf(key)
            )}
          </div>
        ))}
    </div>
  )
}
