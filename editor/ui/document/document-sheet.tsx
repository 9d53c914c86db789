import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { directionIn, type DocumentLanguage } from '#core/text/language.ts'
import { useMessages } from '../locale-provider.tsx'
import { wayOf } from '../read/shown-as.ts'
import type { PageStanding } from '../stages/use-page-standing.ts'
import { ParagraphNumbers } from '../paragraphs/paragraph-numbers.tsx'
import { DocumentText } from './document-text.tsx'
import { BlockHandle, LockedSections } from './later-parts.ts'
import css from './document-page.module.css'

export interface DocumentSheetProps {
  /** Null while the text is not here. */
  readonly document: DocumentEditor | null
  readonly title: string
  /** Of the text. */
  readonly language: DocumentLanguage
  readonly ready: boolean
  /** No server answers. */
  readonly isAway: boolean
  readonly mayWrite: boolean
  readonly mayComment: boolean
  readonly suggesting: boolean
  /** Do the paragraphs bear numbers? */
  readonly numbered: boolean
  readonly standing: PageStanding
  readonly keyRefused: () => void
}

/** The paper: the text, and what lies over its margin and is measured from it. */
export function DocumentSheet(props: DocumentSheetProps) {
  const { document, title, language, ready, isAway, mayWrite, mayComment, suggesting, numbered } = props
  const { standing, keyRefused } = props
  const { t } = useMessages()
  return (
    <div className={css['sheet']} aria-busy={!ready} data-sheet data-paper="text">
      <p className={css['printedTitle']} {...wayOf(language)} aria-hidden>
        <bdi>{title}</bdi>
      </p>
      {document !== null ? (
        // What stands in the margin of the paper stands where the lines of the text begin.
        <div className={css['text']} dir={directionIn(language)}>
          <DocumentText
            document={document}
            language={language}
            mayWrite={mayWrite}
            suggesting={suggesting}
            keyRefused={keyRefused}
            lockRefused={standing.locks.refused}
          />
          <LockedSections document={document} standing={standing} mayComment={mayComment} />
          {numbered && <ParagraphNumbers document={document} />}
          {mayWrite && <BlockHandle document={document} />}
        </div>
      ) : (
        <p className={css['loading']} role="status">
          {t(isAway ? 'document.notHere' : 'document.loading')}
        </p>
      )}
    </div>
  )
}
