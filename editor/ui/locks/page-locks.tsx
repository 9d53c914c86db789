import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { BlockRun } from '../../extensions/locks/lock-access.ts'
import { useMessages } from '../locale-provider.tsx'
import { ByWhom } from '../stages/by-whom.tsx'
import { KindIcon } from './kind-icon.tsx'
import { LockDialog, UnlockDialog } from './later-dialogs.ts'
import { RefusedStrip } from './refused-strip.tsx'
import { Strip } from './strip.tsx'
import type { LockActs } from './use-lock-acts.ts'
import type { LockState } from './use-lock-state.ts'
import css from './locks.module.css'

export const runOf = (document: DocumentEditor, lock: string): BlockRun | null =>
  document.locks.places().find((place) => place.lock.id === lock) ?? null

export interface PageLocksProps {
  readonly document: DocumentEditor
  readonly documentId: string
  readonly state: LockState
  readonly acts: LockActs
  readonly nameOf: (member: string) => string
  /** Begins a comment with these words on what is selected; null for who may not comment. */
  readonly comment: ((words: string) => void) | null
}

/** The sentences about locks over the text, and the dialogs in which they are set and lifted. */
export function PageLocks({ document, documentId, state, acts, nameOf, comment }: PageLocksProps) {
  const { t } = useMessages()
  const { answer, landed, dismiss, dismissLanded } = state
  const landedRun = landed === null ? null : runOf(document, landed.id)
  const landedWords = t('locks.landed', { count: landedRun?.blocks ?? 1 })
  const still = t(comment === null ? 'locks.still.copy' : 'locks.still.comment')
  return (
    <>
      {answer !== null && (
        <RefusedStrip
          answer={answer.answer}
          lock={answer.lock}
          nameOf={nameOf}
          comment={comment}
          unlock={acts.unlock}
          close={dismiss}
        />
      )}
      {answer === null && landed !== null && (
        <Strip
          icon={<KindIcon kind={landed.kind} />}
          spoken={`${landedWords} ${still}`}
          count={0}
          close={dismissLanded}
          testId="lock-landed"
        >
          <p className={css['sentence']}>
            <strong>
              {landedWords} ({t(`locks.kind.${landed.kind}`)})
            </strong>{' '}
            {still}
          </p>
          <p className={css['by']}>
            <ByWhom sentence="locks.by" name={nameOf(landed.by)} at={landed.at} reason={landed.reason} />
          </p>
        </Strip>
      )}
      <LockDialog document={documentId} selected={acts.selected} close={acts.close} />
      <UnlockDialog
        document={documentId}
        lock={acts.unlocking}
        run={acts.unlocking === null ? null : runOf(document, acts.unlocking.id)}
        nameOf={nameOf}
        close={acts.close}
      />
    </>
  )
}
