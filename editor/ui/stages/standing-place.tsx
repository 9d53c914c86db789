import type { ReactNode } from 'react'
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
  /** What else answers for one's work: words that went into no text, comments that were not taken. */
  readonly children: ReactNode
}

/**
 * Where the page answers what stage and locks do to one's work: under the bars, beside the text where there is room, else
 * over the first lines.
 */
export function StandingPlace({ document, documentId, standing, comment, children }: StandingPlaceProps) {
  const { news, dismissNews, nameOf, role, locks, acts } = standing
  return (
    <div className={css['place']}>
      <div className={css['strips']}>
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
      {children}
    </div>
  )
}
