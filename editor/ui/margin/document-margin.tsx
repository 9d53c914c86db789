import { MessageSquareDiff } from 'lucide-react'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useEditorState } from '@tiptap/react'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { useMedia } from '../document/use-media.ts'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { LastDecision } from '../suggestions/last-decision.tsx'
import { NoneShown } from '../suggestions/none-shown.tsx'
import { ReviewBar } from '../suggestions/review-bar.tsx'
import { ReviewPanel } from '../suggestions/review-panel.tsx'
import { useReview } from '../suggestions/use-review.ts'
import { HideDialog } from '../threads/hide-dialog.tsx'
import { ThreadsPanel } from '../threads/threads-panel.tsx'
import { useReader } from '../threads/use-reader.ts'
import { useThreadActs } from '../threads/use-thread-acts.ts'
import { useThreadPlace } from '../threads/use-thread-place.ts'
import { useThreadSteps } from '../threads/use-thread-steps.ts'
import { useThreads } from '../threads/use-threads.ts'
import { BottomSheet, type SheetHeight } from './bottom-sheet.tsx'
import { MarginLists, type MarginListName } from './margin-lists.tsx'
import { Margin } from './margin.tsx'
import { useCovered } from './use-covered.ts'
import { useMarginCards } from './use-margin-cards.tsx'
import css from './margin.module.css'

export interface DocumentMarginProps {
  readonly document: DocumentEditor
  readonly documentId: string
  readonly group: string
  readonly me: string
  readonly role: Role
  readonly stage: Stage
  readonly threads: ThreadStore
  /** Counts how often a comment on what is selected was asked for. */
  readonly asked: number
}

const MINUTE = 60_000

/**
 * What stands beside the text: cards at their places on a wide window, signs in a rail on a narrower one, a sheet under
 * the text on a small one; and, instead of the cards, the lists of all [UI430] [UI504] [UI612]. The text never moves for it.
 */
export const DocumentMargin = memo(function DocumentMargin(props: DocumentMarginProps) {
  const { document, documentId, group, me, role, stage, threads: store, asked } = props
  const { t } = useMessages()
  const { now } = useServices()
  const isBeside = useMedia('(min-width: 56.01rem)')
  const isWide = useMedia('(min-width: 75rem)')
  const [listed, setListed] = useState<MarginListName | null>(null)
  const [height, setHeight] = useState<SheetHeight>('half')
  const place = useRef<HTMLElement>(null)
  // The words that say when change by the minute at most.
  const time = Math.ceil(now() / MINUTE) * MINUTE

  const threads = useThreads(document, store, permits(role, stage, 'comment'))
  const { acts, hiding, setHiding } = useThreadActs(store, threads.goTo)
  const cards = useEditorState({ editor: document.editor, selector: () => document.cards() })
  const people = useMemo(
    () => [
      ...new Set([
        ...cards.map(({ by }) => by),
        ...threads.threads.flatMap(({ comments }) =>
          comments.flatMap(({ by, mentions }) => [by, ...mentions]),
        ),
      ]),
    ],
    [cards, threads.threads],
  )
  const writing = `${threads.active ?? ''} ${String(threads.composing !== null)}`
  const reader = useReader({ group, me, role, stage, people, writing, now: time })
  const open = useCallback(
    (list: MarginListName) => {
      if (!isBeside) setListed(list)
      else setListed((before) => (before === null ? null : list))
    },
    [isBeside],
  )
  const stepped = useCallback(() => {
    threads.release()
    open('suggestions')
  }, [open, threads])
  const { nameOf } = reader
  const review = useReview({ document, documentId, me, role, stage, nameOf, place, stepped })
  const { shown, last } = review
  const steps = useThreadSteps({ threads, reader, opened: open })
  // Beside the text, only what has a place in it stands there without a list.
  const show = useCallback(
    (isPlaced: boolean) => {
      if (!isBeside || !isPlaced) setListed('threads')
    },
    [isBeside],
  )
  useThreadPlace(threads, show)

  const { compose } = threads
  const [heard, setHeard] = useState(asked)
  useEffect(() => {
    if (asked === heard) return
    setHeard(asked)
    compose('selection')
    open('threads')
  }, [asked, compose, heard, open])

  const { items, activeKey, source, cardOf, signOf, visit } = useMarginCards({
    document,
    review,
    threads,
    reader,
    acts,
  })
  const active = activeKey?.startsWith('suggestion:') === true ? review.active : null
  const isSeen = isBeside || listed !== null
  useEffect(() => {
    document.light(isSeen ? active : null)
  }, [active, document, isSeen])
  useCovered(document, place, isBeside ? null : listed === null ? 'closed' : height, activeKey)

  /** The button that opens the list goes with the cards: the one that closes it takes the focus. */
  const toggled = useRef(false)
  const toggle = (): void => {
    toggled.current = listed === null
    setListed(listed === null ? (cards.length > 0 || threads.open === 0 ? 'suggestions' : 'threads') : null)
    setHeight('half')
    if (listed !== null) document.focus()
  }
  useEffect(() => {
    if (listed !== null && toggled.current)
      place.current?.querySelector<HTMLElement>('[data-toggle]')?.focus({ preventScroll: true })
    toggled.current = false
  }, [listed])

  if (cards.length === 0 && last === null && threads.isEmpty && listed === null) return null
  const counts = [
    ...(cards.length > 0 || last !== null ? [t('suggestions.count', { count: cards.length })] : []),
    ...(threads.open > 0 ? [t('threads.count', { count: threads.open })] : []),
  ]
  const title = counts.length === 0 ? t('threads.title') : counts.join(' · ')
  const ofReview = { kind: 'Suggestion', any: shown.length > 0, step: review.step } as const
  const said = (
    <p className="unseen" role="status" data-testid="suggestion-said">
      {listed === 'threads' || cards.length === 0 ? steps.said : review.said}
    </p>
  )
  const dialog = (
    <HideDialog
      open={hiding !== null}
      close={() => {
        setHiding(null)
      }}
      hide={(reason) => {
        if (hiding !== null) store.hide(hiding.thread, hiding.comment, reason)
        setHiding(null)
      }}
    />
  )
  const note =
    shown.length < cards.length
      ? t('suggestions.shownOf', { shown: shown.length, count: cards.length })
      : null
  const list = listed !== null && (
    <>
      <ReviewBar
        title={
          listed === 'threads'
            ? t('threads.count', { count: threads.open })
            : t('suggestions.count', { count: cards.length })
        }
        short={null}
        note={listed === 'threads' ? null : note}
        steps={listed === 'threads' ? steps : ofReview}
        listed
        toggle={toggle}
      />
      {said}
      <MarginLists
        shown={listed}
        show={setListed}
        counts={{ suggestions: cards.length, threads: threads.open }}
        suggestions={
          <ReviewPanel document={document} review={review} cardOf={(id) => cardOf(`suggestion:${id}`)} />
        }
        threads={<ThreadsPanel threads={threads} reader={reader} acts={acts} />}
      />
      {dialog}
    </>
  )
  if (!isBeside && listed !== null)
    return (
      <BottomSheet ref={place} label={t('threads.list')} height={height} setHeight={setHeight} close={toggle}>
        {list}
      </BottomSheet>
    )
  if (!isBeside)
    return (
      <button type="button" className={css['opener']} data-testid="suggestions-open" onClick={toggle}>
        <MessageSquareDiff size={18} aria-hidden />
        {title}
      </button>
    )
  if (listed !== null)
    return (
      <aside
        ref={place}
        className={css['panel']}
        aria-label={t('threads.list')}
        data-testid="suggestions"
        data-scrolls
      >
        {list}
      </aside>
    )
  return (
    <aside ref={place} className={css['margin']} aria-label={t('threads.list')} data-testid="suggestions">
      <div className={css['bar']}>
        <ReviewBar
          title={title}
          short={isWide ? null : cards.length + threads.open}
          note={note}
          steps={cards.length > 0 ? ofReview : steps}
          listed={false}
          toggle={toggle}
        />
        {shown.length === 0 && cards.length > 0 && <NoneShown review={review} />}
      </div>
      {said}
      <Margin
        items={items}
        active={activeKey}
        source={source}
        rail={!isWide}
        cardOf={cardOf}
        signOf={signOf}
        visit={visit}
        drawn={review.drawn}
      />
      {last !== null && (
        <div className={css['foot']}>
          <LastDecision last={last} takeBack={review.takeBack} />
        </div>
      )}
      {dialog}
    </aside>
  )
})
