import { useCallback, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { NO_FILTER } from './card-filter.ts'
import { CardFilters } from './card-filters.tsx'
import { DecideAll } from './decide-all.tsx'
import { LastDecision } from './last-decision.tsx'
import { MoreCards } from './more-cards.tsx'
import { NoneShown } from './none-shown.tsx'
import type { Review } from './use-review.ts'
import css from './review-panel.module.css'

export interface ReviewPanelProps {
  readonly document: DocumentEditor
  readonly review: Review
  /** The card of one suggestion; the same elements as in the margin. */
  readonly cardOf: (id: string) => ReactNode
}

/** Cards drawn at once; more as one goes on. A list of thousands would slow the opening and every key. */
const PAGE = 20

/** All suggestions in text order, with the filters, and one decision for all that is shown [UI440] [UI444]. */
export function ReviewPanel({ document, review, cardOf }: ReviewPanelProps) {
  const {
    cards,
    shown,
    filter,
    setFilter,
    active,
    visited,
    nameOf,
    mayDecide,
    lockOn,
    decide,
    last,
    takeBack,
    drawn,
  } = review
  const [pages, setPages] = useState(1)
  const open = shown.filter((card) => lockOn(card) === null)
  const list = useRef<HTMLUListElement>(null)
  const length = Math.max(pages * PAGE, shown.findIndex(({ id }) => id === visited) + 1)
  const more = useCallback(() => {
    setPages((count) => count + 1)
  }, [])
  useLayoutEffect(drawn)
  useEffect(() => {
    if (active === null) return
    list.current?.querySelector(`[data-card="${CSS.escape(active)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active])

  return (
    <>
      {last !== null && <LastDecision last={last} takeBack={takeBack} />}
      {(cards.length > 1 || filter !== NO_FILTER) && (
        <CardFilters
          cards={cards}
          filter={filter}
          setFilter={setFilter}
          placeNow={document.placeNow}
          nameOf={nameOf}
        />
      )}
      {mayDecide && open.length > 1 && <DecideAll shown={open} decide={decide} />}
      {shown.length === 0 && cards.length > 0 && <NoneShown review={review} />}
      <ul ref={list} className={css['list']}>
        {shown.slice(0, length).map(({ id }) => (
          <li key={id}>{cardOf(id)}</li>
        ))}
      </ul>
      {shown.length > length && (
        // A place of its own for each length: it looks again whether it is near.
        <MoreCards key={length} more={more} />
      )}
    </>
  )
}
