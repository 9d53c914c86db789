import { useCallback, useMemo, type ReactNode } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useMessages } from '../locale-provider.tsx'
import { SuggestionCard } from '../suggestions/suggestion-card.tsx'
import type { Review } from '../suggestions/use-review.ts'
import { NewComment } from '../threads/new-comment.tsx'
import { SuggestionTalk } from '../threads/suggestion-talk.tsx'
import type { Reader } from '../threads/talk.tsx'
import { ThreadCard } from '../threads/thread-card.tsx'
import type { ThreadActs } from '../threads/use-thread-acts.ts'
import type { Threads } from '../threads/use-threads.ts'
import { marginKey, type MarginItem } from './margin-item.ts'
import { marginSource } from './margin-source.ts'
import type { MarginSource } from './use-margin-layout.ts'

interface MarginCardsOptions {
  readonly document: DocumentEditor
  readonly review: Review
  readonly threads: Threads
  readonly reader: Reader
  readonly acts: ThreadActs
}

export interface MarginCards {
  readonly items: readonly MarginItem[]
  /** Key of what is looked at; null when nothing is. */
  readonly activeKey: string | null
  readonly source: MarginSource
  readonly cardOf: (key: string) => ReactNode
  /** «٤ اقتراحات · نقاشان»: what a sign stands for. */
  readonly signOf: (keys: readonly string[]) => string
  readonly visit: (key: string) => void
}

const DRAFT = marginKey('thread', '')

/** What of a text stands in its margin: suggestions, open discussions, and the comment that is being written. */
export const useMarginCards = (options: MarginCardsOptions): MarginCards => {
  const { document, review, threads, reader, acts } = options
  const { t } = useMessages()
  const { shown, active, mayDecide, mayWithdraw, lockOn, goTo, decideCard, visit: visitCard } = review
  const { placed, composing, release } = threads

  const cards = useMemo(() => new Map(shown.map((card) => [marginKey('suggestion', card.id), card])), [shown])
  const talks = useMemo(
    () =>
      new Map(
        threads.threads
          .filter(({ id, resolved }) => placed.has(id) && (resolved === null || id === threads.active))
          .map((thread) => [marginKey('thread', thread.id), thread]),
      ),
    [placed, threads.active, threads.threads],
  )
  const isDrafting = composing !== null && composing.anchor !== null
  const items = useMemo<readonly MarginItem[]>(
    () => [
      ...[...cards.keys()].map((key) => ({ key, kind: 'suggestion' as const })),
      ...[...talks.keys(), ...(isDrafting ? [DRAFT] : [])].map((key) => ({ key, kind: 'thread' as const })),
    ],
    [cards, isDrafting, talks],
  )
  const source = useMemo(() => marginSource(document), [document])
  const activeKey =
    threads.active !== null && (threads.isChosen || active === null)
      ? marginKey('thread', threads.active)
      : active === null
        ? null
        : marginKey('suggestion', active)

  const goToCard = useCallback(
    (id: string) => {
      release()
      goTo(id)
    },
    [goTo, release],
  )
  const cardOf = (key: string): ReactNode => {
    if (key === DRAFT) return <NewComment threads={threads} reader={reader} acts={acts} />
    const thread = talks.get(key)
    if (thread !== undefined)
      return (
        <ThreadCard thread={thread} place="beside" active={key === activeKey} reader={reader} acts={acts} />
      )
    const card = cards.get(key)
    if (card === undefined) return null
    const isActive = key === activeKey
    const mine = card.by === reader.me
    const said = threads.onSuggestion.get(card.id) ?? []
    return (
      <SuggestionCard
        card={card}
        author={reader.members.get(card.by) ?? null}
        active={isActive}
        mine={mine}
        mayDecide={mayDecide}
        mayWithdraw={mayWithdraw}
        locked={lockOn(card)}
        now={reader.now}
        goTo={goToCard}
        decide={decideCard}
        comments={said.reduce((count, { comments }) => count + comments.length, 0)}
        talk={
          isActive ? (
            <SuggestionTalk
              suggestion={card.id}
              mine={mine}
              onSuggestion={threads.onSuggestion}
              reader={reader}
              acts={acts}
            />
          ) : null
        }
      />
    )
  }
  const signOf = (keys: readonly string[]): string => {
    const suggestions = keys.filter((key) => cards.has(key)).length
    const discussions = keys.length - suggestions
    return [
      ...(suggestions > 0 ? [t('suggestions.count', { count: suggestions })] : []),
      ...(discussions > 0 ? [t('threads.count', { count: discussions })] : []),
    ].join(' · ')
  }
  const { goTo: goToThread } = acts
  const visit = useCallback(
    (key: string) => {
      const thread = talks.get(key)
      if (thread !== undefined) goToThread(thread.id)
      const card = cards.get(key)
      if (card === undefined) return
      release()
      visitCard(card.id)
    },
    [cards, goToThread, release, talks, visitCard],
  )
  return { items, activeKey, source, cardOf, signOf, visit }
}
