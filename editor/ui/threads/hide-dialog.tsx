import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'

export interface HideDialogProps {
  readonly open: boolean
  readonly close: () => void
  readonly hide: (reason: string) => void
}

/** A facilitator hides a comment, and says why: that is kept. */
export function HideDialog({ open, close, hide }: HideDialogProps) {
  const { t } = useMessages()
  const [reason, setReason] = useState('')
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) close()
      }}
      title={t('threads.hideTitle')}
      lead={t('threads.hideLead')}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          hide(reason.trim())
          setReason('')
        }}
      >
        <TextField
          label={t('threads.hideReason')}
          value={reason}
          maxLength={500}
          autoFocus
          dir="auto"
          onChange={(event) => {
            setReason(event.target.value)
          }}
        />
        <p style={{ marginBlockStart: 'var(--space-4)' }}>
          <Button kind="primary" type="submit" disabled={reason.trim() === ''}>
            {t('threads.hideNow')}
          </Button>
        </p>
      </form>
    </Dialog>
  )
}
