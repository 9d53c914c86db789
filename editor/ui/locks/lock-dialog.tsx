import { useState } from 'react'
import type { LockKind } from '#core/locks/section-lock.ts'
import type { SelectedBlocks } from '../../extensions/locks/lock-access.ts'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { Choice, TextField } from '../controls/field.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { because, useReason } from '../states/use-reason.ts'
import { blocksWords } from './lock-words.ts'
import css from './locks.module.css'

export interface LockDialogProps {
  readonly document: string
  /** What is to be locked; null while nothing is asked. */
  readonly selected: SelectedBlocks | null
  readonly close: () => void
}

/** Asks as what, and why, the selected blocks are locked [UI655]. */
export function LockDialog({ document, selected, close }: LockDialogProps) {
  const { t } = useMessages()
  return (
    <Dialog
      open={selected !== null}
      onOpenChange={(open) => {
        if (!open) close()
      }}
      title={t('locks.title')}
      lead={t('locks.lead')}
    >
      {selected !== null && <LockForm document={document} selected={selected} close={close} />}
    </Dialog>
  )
}

function LockForm({ document, selected, close }: LockDialogProps & { readonly selected: SelectedBlocks }) {
  const translator = useMessages()
  const { t } = translator
  const { api, sync } = useServices()
  const notices = useNotices()
  const [kind, setKind] = useState<LockKind>('settled')
  /** The same for every attempt: what was carried out and not heard of is not done twice. */
  const [id] = useState(() => sync.createId())
  const { from, to, blocks } = selected
  const why = useReason({
    act: (reason) => api.locks.lock(document, { id, from, to, kind, ...because(reason) }),
    done: () => {
      notices.say(t('locks.done', { count: blocks }))
      close()
    },
  })
  return (
    <form className={css['form']} noValidate onSubmit={why.submit}>
      <p className={css['blocks']}>{blocksWords(translator, selected)}</p>
      {selected.locks.length > 0 && <p className={css['by']}>{t('locks.overlaps')}</p>}
      <Choice
        legend={t('locks.kind')}
        value={kind}
        options={(['settled', 'disputed'] as const).map((value) => ({
          value,
          label: t(`locks.kind.${value}.label`),
          hint: t(`locks.kind.${value}.hint`),
        }))}
        onChange={setKind}
      />
      <TextField label={t('stages.reason')} hint={t('stages.reason.hint')} {...why.field} />
      <DialogActions>
        <Button kind="primary" type="submit">
          {t('locks.do')}
        </Button>
        <Button kind="plain" onClick={close}>
          {t('app.cancel')}
        </Button>
      </DialogActions>
    </form>
  )
}
