import type { Stage } from '#core/access/stages.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { laterPart } from '../later/later-part.tsx'
import { StageControl } from './stage-control.tsx'
import type { PageStanding } from './use-page-standing.ts'

const StageBody = laterPart(async () => (await import('./stage-body.tsx')).StageBody, {
  words: ['text', 'panels'],
})

export interface DocumentStageProps {
  readonly document: DocumentEditor | null
  readonly documentId: string
  readonly standing: PageStanding
  readonly online: boolean
  readonly open: boolean
  readonly setOpen: (open: boolean) => void
  /** Opens the dialog in which a text is made final. */
  readonly onFinal: () => void
  readonly onLeaveFinal: (stage: Stage) => void
}

/** The stage in the top bar with all there is to know and to do about it, the locks of the text included. */
export function DocumentStage({ open, setOpen, ...body }: DocumentStageProps) {
  return (
    <StageControl
      stage={body.standing.stage}
      open={open}
      setOpen={setOpen}
      panel={(leave) => <StageBody {...body} leave={leave} />}
    />
  )
}
