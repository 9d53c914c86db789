import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useMessages } from '../locale-provider.tsx'
import { PageLocks } from '../locks/page-locks.tsx'
import { StageStrip } from './stage-strip.tsx'
import { stageNews } from './what-you-may.ts'
import type { PageStanding } from './use-page-standing.ts'
import css from '../locks/locks.module.css'

export interface StandingPlaceProps {
  readonly document: DocumentEditor | null
  readonly documentId: string
  readonly standing: PageStanding
  /** The page says of itself that the stage closes the text: then a new stage is spoken, not drawn a second time. */
  readonly isSaid: boolean
  /** Begins a comment with these words on what is selected; null for who may not comment. */
  readonly comment: ((words: string) => void) | null
}

/** Where the page answers what stage and locks do to one's work: under the bars, over the first lines. */
export function StandingPlace({ document, documentId, standing, isSaid, comment }: StandingPlaceProps) {
  const translator = useMessages()
  const { news, dismissNews, nameOf, role, locks, acts } = standing
  return (
    <div className={css['place']}>
      {news !== null &&
        (isSaid ? (
          <span className="unseen" role="alert">
            {stageNews(translator, news, role)}
          </span>
        ) : (
          <StageStrip news={news} role={role} nameOf={nameOf} close={dismissNews} />
        ))}
      {document !== null && (
        <PageLocks
          document={document}
          documentId={documentId}
          state={locks}
          acts={acts}
          nameOf={nameOf}
          comment={comment}
        />
      )}
    </div>
  )
}
