import type { ReactNode } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useMessages } from '../locale-provider.tsx'
import { ReviewBar, type Steps } from '../suggestions/review-bar.tsx'
import { ReviewPanel } from '../suggestions/review-panel.tsx'
import type { Review } from '../suggestions/use-review.ts'
import type { Reader } from '../threads/talk.tsx'
import { ThreadsPanel } from '../threads/threads-panel.tsx'
import type { ThreadActs } from '../threads/use-thread-acts.ts'
import type { Threads } from '../threads/use-threads.ts'
import type { MarginBar } from './margin-bar.ts'
import { MarginLists, type MarginListName } from './margin-lists.tsx'

export interface ListedMarginProps {
  readonly document: DocumentEditor
  readonly review: Review
  readonly threads: Threads
  readonly steps: Steps
  readonly reader: Reader
  readonly acts: ThreadActs
  readonly bar: MarginBar
  readonly listed: MarginListName
  readonly list: (name: MarginListName) => void
  readonly toggle: () => void
  readonly cardOf: (key: string) => ReactNode
}

/** What stands in the margin in the place of the cards: the list of all suggestions, or of all discussions. */
export function ListedMargin(props: ListedMarginProps) {
  const { document, review, threads, steps, reader, acts, bar, listed, list, toggle, cardOf } = props
  const { t } = useMessages()
  const count = { suggestions: review.cards.length, threads: threads.open }
  const isThreads = listed === 'threads'
  return (
    <>
      <ReviewBar
        title={t(isThreads ? 'threads.count' : 'suggestions.count', { count: count[listed] })}
        short={null}
        note={isThreads ? null : bar.note}
        steps={isThreads ? steps : bar.ofReview}
        listed
        toggle={toggle}
      />
      <MarginLists
        shown={listed}
        show={list}
        counts={count}
        suggestions={
          <ReviewPanel document={document} review={review} cardOf={(id) => cardOf(`suggestion:${id}`)} />
        }
        threads={<ThreadsPanel threads={threads} reader={reader} acts={acts} />}
      />
    </>
  )
}
