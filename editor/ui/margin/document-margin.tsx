import { MessageSquareDiff } from 'lucide-react'
import { memo, useCallback, useEffect, useRef } from 'react'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { useMedia } from '../document/use-media.ts'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useReview } from '../suggestions/use-review.ts'
import { FirstLetters } from '../threads/first-letters.tsx'
import { ThreadQuestions } from '../threads/thread-questions.tsx'
import { useLostPlace } from '../threads/use-lost-place.ts'
import { useReader } from '../threads/use-reader.ts'
import { useThreadActs } from '../threads/use-thread-acts.ts'
import { useThreadPlace } from '../threads/use-thread-place.ts'
import { useThreadSteps } from '../threads/use-thread-steps.ts'
import { useThreads } from '../threads/use-threads.ts'
import { BottomSheet } from './bottom-sheet.tsx'
import { CardsMargin } from './cards-margin.tsx'
import { ListedMargin } from './listed-margin.tsx'
import { marginBar } from './margin-bar.ts'
import { useCovered } from './use-covered.ts'
import { useMarginCards } from './use-margin-cards.tsx'
import { useMarginList } from './use-margin-list.ts'
import { useShownPeople } from './use-shown-people.ts'
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
  /** Takes that back, while this is not here yet. */
  readonly notAsked: () => void
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
  const place = useRef<HTMLElement>(null)
  // The words that say when change by the minute at most.
  const time = Math.ceil(now() / MINUTE) * MINUTE

  const threads = useThreads(document, store, permits(role, stage, 'comment'))
  const { acts, question, ask } = useThreadActs({ store, goTo: threads.goTo, back: document.focus })
  const people = useShownPeople(document, threads.threads)
  const writing = `${threads.active ?? ''} ${String(threads.composing !== null)}`
  const reader = useReader({ group, me, role, stage, people, writing, now: time })
  const lists = useMarginList({ place, isBeside, close: document.focus })
  const { listed, list, height, setHeight, show } = lists
  const { release, compose } = threads
  const stepped = useCallback(() => {
    release()
    show('suggestions')
  }, [release, show])
  const { nameOf } = reader
  const review = useReview({ document, documentId, me, role, stage, nameOf, place, stepped })
  const { cards, last } = review
  const steps = useThreadSteps({ threads, reader, opened: show })
  useThreadPlace({ document, threads, acts, show, list })
  useLostPlace({ threads, acts, place, isListed: listed !== null, list })

  // Also what was asked for before this was here.
  const heard = useRef(0)
  useEffect(() => {
    if (asked === heard.current) return
    heard.current = asked
    if (compose('selection')) show('threads')
  }, [asked, compose, show])

  const margin = useMarginCards({ document, review, threads, reader, acts })
  const { activeKey, cardOf } = margin
  const active = activeKey?.startsWith('suggestion:') === true ? review.active : null
  const isSeen = isBeside || listed !== null
  useEffect(() => {
    document.light(isSeen ? active : null)
  }, [active, document, isSeen])
  useCovered(document, place, isBeside ? null : listed === null ? 'closed' : height, activeKey)

  const { firstLetters, write, send, leave } = threads
  const letters = (
    <FirstLetters
      key="letters"
      ref={firstLetters}
      members={reader.mentionable}
      {...{ store, write, send, leave }}
    />
  )
  if (cards.length === 0 && last === null && threads.isEmpty && listed === null) return <>{letters}</>
  const bar = marginBar(t, review, threads)
  const toggle = (): void => {
    lists.toggle(cards.length > 0 || threads.open === 0 ? 'suggestions' : 'threads')
  }
  const content = listed !== null && (
    <ListedMargin
      {...{ document, review, threads, steps, reader, acts, bar, listed, list, toggle, cardOf }}
    />
  )
  return (
    <>
      {letters}
      {listed === null ? (
        isBeside ? (
          <CardsMargin
            ref={place}
            isWide={isWide}
            {...{ review, steps, bar, margin, toggle }}
            open={threads.open}
          />
        ) : (
          <button
            type="button"
            className={css['opener']}
            data-testid="suggestions-open"
            data-opener
            onClick={toggle}
          >
            <MessageSquareDiff size={18} aria-hidden />
            {bar.title}
          </button>
        )
      ) : isBeside ? (
        <aside
          ref={place}
          className={css['panel']}
          aria-label={t('threads.list')}
          data-testid="suggestions"
          data-scrolls
        >
          {content}
        </aside>
      ) : (
        <BottomSheet ref={place} label={t('threads.list')} close={toggle} {...{ height, setHeight }}>
          {content}
        </BottomSheet>
      )}
      <ThreadQuestions question={question} ask={ask} store={store} />
    </>
  )
})
