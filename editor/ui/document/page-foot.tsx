import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { DocumentSession } from '../../sync/document-session.ts'
import type { SavedState } from '../../sync/saved-state.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { ShownAs, type Shown } from '../read/shown-as.ts'
import type { Since } from '../since/use-since.ts'
import { SinceBar } from './later-parts.ts'
import { OfflineBanner } from './offline-banner.tsx'
import css from './document-page.module.css'

export interface PageFootProps {
  readonly document: DocumentEditor | null
  readonly session: DocumentSession
  readonly saved: SavedState
  readonly threads: ThreadStore
  readonly group: string
  readonly me: string
  readonly shown: Shown
  readonly since: Since
  /** May what happened while one was away be told now? */
  readonly tellsNews: boolean
}

/** What is told at the foot of the text, one line above the other, over no word that is written. */
export function PageFoot(props: PageFootProps) {
  const { document, session, saved, threads, group, me, shown, since, tellsNews } = props
  return (
    <div className={css['foot']} data-testid="foot">
      <OfflineBanner saved={saved} reconnect={session.reconnect} />
      {since.news !== null && document !== null && tellsNews && (
        <ShownAs value={shown}>
          <SinceBar
            news={since.news}
            document={document}
            threads={threads}
            group={group}
            me={me}
            markSeen={since.markSeen}
          />
        </ShownAs>
      )}
    </div>
  )
}
