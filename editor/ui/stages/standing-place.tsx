import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { PageLocks } from '../locks/page-locks.tsx'
import { StageStrip } from './stage-strip.tsx'
import type { PageStanding } from './use-page-standing.ts'
import css from '../locks/locks.module.css'

export interface StandingPlaceProps {
  readonly document: DocumentEditor | null
  readonly documentId: string
  readonly standing: PageStanding
  /** Begins a comment with these words on what is selected; null for who may not comment. */
  readonly comment: ((words: string) => void) | null
}

/** Where the page answers what stage and locks do to one's work: under the bars, over the first lines. */
export function StandingPlace({ document, documentId, standing, comment }: StandingPlaceProps) {
  const { news, dismissNews, nameOf, role, locks, acts } = standing
  return (
    <div className={css['place']}>
      {news !== null && <StageStrip news={news} role={role} nameOf={nameOf} close={dismissNews} />}
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
