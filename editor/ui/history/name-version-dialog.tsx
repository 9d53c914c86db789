import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { TextField } from '../controls/field.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'

export interface NameVersionDialogProps {
  readonly document: string
  readonly seq: number
  readonly at: number
  readonly close: () => void
  readonly named: () => void
}

/** Gives the moment that is shown a name [UI683]. */
export function NameVersionDialog({ document, seq, at, close, named }: NameVersionDialogProps) {
  const { t, dateTime } = useMessages()
  const { api, sync } = useServices()
  const notices = useNotices()
  const failureText = useFailureText()
  const [name, setName] = useState('')
  const [error, setError] = useState<string | null>(null)
  // Sent again after a failure it is the same version.
  const [id] = useState(sync.createId)

  const save = async (): Promise<void> => {
    const words = name.normalize('NFC').trim()
    if (words === '') {
      setError(t('history.name.missing'))
      return
    }
    const saved = await api.history.nameVersion(document, { id, name: words, seq })
    if (!saved.ok) {
      setError(failureText(saved.error))
      return
    }
    notices.say(t('history.name.done', { name: isolated(words) }))
    named()
    close()
  }

  return (
    <Dialog
      open
      onOpenChange={close}
      title={t('history.name.title')}
      lead={t('history.name.lead', { when: dateTime(at) })}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          label={t('history.name.field')}
          hint={t('history.name.hint')}
          value={name}
          error={error}
          maxLength={200}
          dir="auto"
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value)
            setError(null)
          }}
        />
        <DialogActions>
          <Button kind="primary" type="submit">
            {t('history.name.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
