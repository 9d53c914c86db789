import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { Checking } from '../text-check/use-checking.ts'
import type { Spelling } from '../text-check/use-spelling.ts'
import { ShownAs, type Shown } from '../read/shown-as.ts'
import { FindBar, OutlinePanel, TextCheckPanel } from './later-parts.ts'
import type { PageActs } from './use-page-acts.ts'

export interface PagePanelsProps {
  readonly document: DocumentEditor
  readonly documentId: string
  readonly mayWrite: boolean
  readonly acts: PageActs
  readonly checking: Checking
  readonly spelling: Spelling
  /** How the text is written. */
  readonly shown: Shown
}

/** What is opened beside the text to go through it: the outline, the check, the search. */
export function PagePanels(props: PagePanelsProps) {
  const { document, documentId, mayWrite, acts, checking, spelling, shown } = props
  return (
    <ShownAs value={shown}>
      {acts.outlining && (
        <OutlinePanel
          document={document}
          close={() => {
            acts.setOutlining(false)
          }}
        />
      )}
      {checking.shown !== null && (
        <TextCheckPanel
          key={checking.shown}
          document={document}
          documentId={documentId}
          checking={checking}
          spelling={spelling}
        />
      )}
      {acts.finding > 0 && (
        <FindBar document={document} mayWrite={mayWrite} asked={acts.finding} close={acts.closeFind} />
      )}
    </ShownAs>
  )
}
