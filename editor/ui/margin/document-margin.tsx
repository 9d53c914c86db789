import { MessageSquareDiff } from 'lucide-react'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useMedia } from '../document/use-media.ts'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { LastDecision } from '../suggestions/last-decision.tsx'
import { NoneShown } from '../suggestions/none-shown.tsx'
import { ReviewBar } from '../suggestions/review-bar.tsx'
import { ReviewPanel } from '../suggestions/review-panel.tsx'
import { SuggestionCard } from '../suggestions/suggestion-card.tsx'
import { useReview } from '../suggestions/use-review.ts'
import { BottomSheet, type SheetHeight } from './bottom-sheet.tsx'
import { marginKey } from './margin-item.ts'
import { Margin } from './margin.tsx'
import { suggestionSource } from './suggestion-source.ts'
import { useCovered } from './use-covered.ts'
import css from './margin.module.css'

export interface DocumentMarginProps {
  readonly document: DocumentEditor
  readonly documentId: string
  readonly group: string
  readonly me: string
  readonly role: Role
  readonly stage: Stage
}

const MINUTE = 60_000

/**
 * What stands beside the text: cards at their places on a wide window, signs in a rail on a narrower one, a sheet under
 * the text on a small one; and, instead of the cards, the list of all [UI430] [UI504]. The text never moves for it.
 */
export const DocumentMargin = memo(function DocumentMargin(props: DocumentMarginProps) {
  const { document, documentId, group, me, role, stage } = props
  const { t } = useMessages()
  const { now } = useServices()
  const isBeside = useMedia('(min-width: 56.01rem)')
  const isWide = useMedia('(min-width: 75rem)')
  const [listed, setListed] = useState(false)
  const [height, setHeight] = useState<SheetHeight>('half')
  const place = useRef<HTMLElement>(null)
  const stepped = useCallback(() => {
    if (!isBeside) setListed(true)
  }, [isBeside])
  const review = useReview({ document, documentId, group, me, role, stage, place, stepped })
  const { cards, shown, active, members, mayDecide, mayWithdraw, goTo, decideCard, visit, drawn, last } =
    review
  // The words that say when change by the minute at most.
  const time = Math.ceil(now() / MINUTE) * MINUTE

  const isSeen = isBeside || listed
  useEffect(() => {
    document.light(isSeen ? active : null)
  }, [active, document, isSeen])
  useCovered(document, place, isBeside ? null : listed ? height : 'closed', active)

  const byKey = useMemo(() => new Map(shown.map((card) => [marginKey('suggestion', card.id), card])), [shown])
  const items = useMemo(() => [...byKey.keys()].map((key) => ({ key, kind: 'suggestion' as const })), [byKey])
  const source = useMemo(() => suggestionSource(document), [document])
  const cardOf = (key: string) => {
    const card = byKey.get(key)
    return card === undefined ? null : (
      <SuggestionCard
        card={card}
        author={members.get(card.by) ?? null}
        active={card.id === active}
        mine={card.by === me}
        mayDecide={mayDecide}
        mayWithdraw={mayWithdraw}
        now={time}
        goTo={goTo}
        decide={decideCard}
      />
    )
  }
  const visitKey = useCallback(
    (key: string) => {
      const id = byKey.get(key)?.id
      if (id !== undefined) visit(id)
    },
    [byKey, visit],
  )
  /** The button that opens the list goes with the cards: the one that closes it takes the focus. */
  const toggled = useRef(false)
  const toggle = (): void => {
    toggled.current = !listed
    setListed(!listed)
    setHeight('half')
    if (listed) document.focus()
  }
  useEffect(() => {
    if (listed && toggled.current)
      place.current?.querySelector<HTMLElement>('[data-toggle]')?.focus({ preventScroll: true })
    toggled.current = false
  }, [listed])

  if (cards.length === 0 && last === null) return null
  const said = (
    <p className="unseen" role="status" data-testid="suggestion-said">
      {review.said}
    </p>
  )
  const list = (
    <>
      <ReviewBar review={review} listed toggle={toggle} />
      {said}
      <ReviewPanel document={document} review={review} cardOf={(id) => cardOf(marginKey('suggestion', id))} />
    </>
  )
  if (!isBeside && listed)
    return (
      <BottomSheet
        ref={place}
        label={t('suggestions.title')}
        height={height}
        setHeight={setHeight}
        close={toggle}
      >
        {list}
      </BottomSheet>
    )
  if (!isBeside)
    return (
      <button type="button" className={css['opener']} data-testid="suggestions-open" onClick={toggle}>
        <MessageSquareDiff size={18} aria-hidden />
        {t('suggestions.count', { count: cards.length })}
      </button>
    )
  if (listed)
    return (
      <aside
        ref={place}
        className={css['panel']}
        aria-label={t('suggestions.title')}
        data-testid="suggestions"
        data-scrolls
      >
        {list}
      </aside>
    )
  return (
    <aside
      ref={place}
      className={css['margin']}
      aria-label={t('suggestions.title')}
      data-testid="suggestions"
    >
      <div className={css['bar']}>
        <ReviewBar review={review} listed={false} short={!isWide} toggle={toggle} />
        {shown.length === 0 && cards.length > 0 && <NoneShown review={review} />}
      </div>
      {said}
      <Margin
        items={items}
        active={active === null ? null : marginKey('suggestion', active)}
        source={source}
        rail={!isWide}
        cardOf={cardOf}
        signOf={(keys) => t('suggestions.count', { count: keys.length })}
        visit={visitKey}
        drawn={drawn}
      />
      {last !== null && (
        <div className={css['foot']}>
          <LastDecision last={last} takeBack={review.takeBack} />
        </div>
      )}
    </aside>
  )
})
