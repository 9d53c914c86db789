import type { SectionLock } from '#core/locks/section-lock.ts'
import type { BlockRun } from '../../extensions/locks/lock-access.ts'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { TextField } from '../controls/field.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { because, useReason } from '../states/use-reason.ts'
import { LockCard } from './lock-card.tsx'
import css from './locks.module.css'

export interface UnlockDialogProps {
  readonly document: string
  /** The lock in question; null while nothing is asked. */
  readonly lock: SectionLock | null
  readonly run: BlockRun | null
  readonly nameOf: (member: string) => string
  readonly close: () => void
}

/** Shows a lock once more and lifts it, with a reason if there is one [UI655]. */
export function UnlockDialog(props: UnlockDialogProps) {
  const { t } = useMessages()
  const { lock, close } = props
  return (
    <Dialog
      open={lock !== null}
      onOpenChange={(open) => {
        if (!open) close()
      }}
      title={t('locks.unlock.title')}
      lead={t('locks.unlock.lead')}
    >
      {lock !== null && <UnlockForm {...props} lock={lock} />}
    </Dialog>
  )
}

function UnlockForm({
  document,
  lock,
  run,
  nameOf,
  close,
}: UnlockDialogProps & { readonly lock: SectionLock }) {
  const { t } = useMessages()
  const { api } = useServices()
  const notices = useNotices()
  const why = useReason({
    act: (reason) => api.locks.unlock(document, lock.id, because(reason)),
    done: () => {
      notices.say(t('locks.undone'))
      close()
    },
  })
  return (
    <form className={css['form']} noValidate onSubmit={why.submit}>
      <LockCard lock={lock} run={run} nameOf={nameOf} goTo={null} unlock={null} still={null} />
      <TextField label={t('stages.reason')} hint={t('stages.reason.hint')} {...why.field} />
      <DialogActions>
        <Button kind="primary" type="submit">
          {t('locks.unlock')}
        </Button>
        <Button kind="plain" onClick={close}>
          {t('app.cancel')}
        </Button>
      </DialogActions>
    </form>
  )
}
