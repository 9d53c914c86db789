import type { Stage } from '#core/access/stages.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { LockList } from '../locks/lock-list.tsx'
import { StagePanel } from './stage-panel.tsx'
import type { PageStanding } from './use-page-standing.ts'

export interface StageBodyProps {
  readonly document: DocumentEditor | null
  readonly documentId: string
  readonly standing: PageStanding
  readonly online: boolean
  /** Closes it; what leads elsewhere is done when it is closed and has given the focus back. */
  readonly leave: (then?: (() => void) | null) => void
  readonly onFinal: () => void
  readonly onLeaveFinal: (stage: Stage) => void
}

/** All there is to know and to do about the stage of a text, its locks included. */
export function StageBody(props: StageBodyProps) {
  const { document, documentId, standing, online, leave, onFinal, onLeaveFinal } = props
  const { role, stage, nameOf, locks, acts } = standing
  return (
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
  )
}
