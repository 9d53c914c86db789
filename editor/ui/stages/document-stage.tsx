import type { Stage } from '#core/access/stages.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { LockList } from '../locks/lock-list.tsx'
import { StageControl } from './stage-control.tsx'
import { StagePanel } from './stage-panel.tsx'
import type { PageStanding } from './use-page-standing.ts'

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
export function DocumentStage(props: DocumentStageProps) {
  const { document, documentId, standing, online, open, setOpen, onFinal, onLeaveFinal } = props
  const { role, stage, nameOf, locks, acts } = standing
  return (
    <StageControl
      stage={stage}
      open={open}
      setOpen={setOpen}
      panel={(leave) => (
        <>
          <StagePanel
            document={documentId}
            role={role}
            stage={stage}
            set={standing.standing?.stageSet ?? null}
            nameOf={nameOf}
            mayMove={online}
            leave={leave}
            onFinal={onFinal}
            onLeaveFinal={onLeaveFinal}
          />
          <LockList
            locks={locks.locks}
            places={document?.locks.places() ?? []}
            nameOf={nameOf}
            goTo={(lock) => {
              leave(() => document?.locks.goTo(lock))
            }}
            unlock={
              acts.unlock === null || !online
                ? null
                : (lock) => {
                    leave(() => acts.unlock?.(lock))
                  }
            }
          />
        </>
      )}
    />
  )
}
