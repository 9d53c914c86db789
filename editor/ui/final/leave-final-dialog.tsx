import { useState } from 'react'
import { STAGES, type Stage } from '#core/access/stages.ts'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { SelectField, TextField } from '../controls/field.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useReason } from '../states/use-reason.ts'
import css from './final-dialog.module.css'

export interface LeaveFinalDialogProps {
  readonly document: string
  /** The stage that was chosen already. */
  readonly to?: Stage
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

type Open = Exclude<Stage, 'final'>
const isOpen = (stage: Stage): stage is Open => stage !== 'final'

/** Opens a final text again, with a reason: its certificate holds no longer, and says so [UI705]. */
export function LeaveFinalDialog(props: LeaveFinalDialogProps) {
  const { t } = useMessages()
  const { open, onOpenChange } = props
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('final.leave.title')}
      lead={t('final.leave.lead')}
    >
      <LeaveForm {...props} />
    </Dialog>
  )
}

function LeaveForm({ document, to = 'drafting', onOpenChange }: LeaveFinalDialogProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const notices = useNotices()
  const [stage, setStage] = useState<Open>(isOpen(to) ? to : 'drafting')
  const why = useReason({
    act: (reason) => api.final.setStage(document, { stage, reason }),
    done: () => {
      notices.say(t('final.leave.done'))
      onOpenChange(false)
    },
    missing: t('final.leave.reason.missing'),
  })
  return (
    <form className={css['form']} noValidate onSubmit={why.submit}>
      <TextField
        label={t('final.leave.reason')}
        hint={t('final.leave.reason.hint')}
        required
        {...why.field}
      />
      <SelectField
        label={t('final.leave.to')}
        value={stage}
        options={STAGES.filter(isOpen).map((one) => ({ value: one, label: t(`stage.${one}`) }))}
        onChange={setStage}
      />
      <DialogActions>
        <Button kind="primary" type="submit" aria-disabled={why.isBusy}>
          {t('final.leave.do')}
        </Button>
        <Button
          kind="plain"
          onClick={() => {
            onOpenChange(false)
          }}
        >
          {t('app.cancel')}
        </Button>
      </DialogActions>
    </form>
  )
}
