import { useState } from 'react'
import type { ApiDocument } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './home.module.css'

const MAX_TITLE = 200

/** Makes a new text of the words of another one, under a title that tells the two apart, and opens it. */
export function DuplicateDialog(props: { readonly document: ApiDocument; readonly onClose: () => void }) {
  const { document, onClose } = props
  const { t } = useMessages()
  const { api } = useServices()
  const { go } = useNavigation()
  const failureText = useFailureText()
  const [title, setTitle] = useState(() =>
    t('home.duplicate.name', { title: document.title }).slice(0, MAX_TITLE),
  )
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const make = async (): Promise<void> => {
    if (title.trim() === '') {
      setError(t('home.new.name-missing'))
      return
    }
    setBusy(true)
    const made = await api.duplicateDocument(document.id, title.trim())
    setBusy(false)
    if (!made.ok) {
      setError(failureText(made.error))
      return
    }
    onClose()
    go({ name: 'document', document: made.value.id })
  }

  return (
    <Dialog open onOpenChange={onClose} title={t('home.document.duplicate')} lead={t('home.duplicate.lead')}>
      <form
        className={css['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void make()
        }}
      >
        <TextField
          label={t('home.rename.title')}
          value={title}
          error={error}
          maxLength={MAX_TITLE}
          dir="auto"
          onChange={(event) => {
            setTitle(event.target.value)
            setError(null)
          }}
        />
        <DialogActions>
          <Button kind="primary" type="submit" aria-disabled={busy}>
            {t('home.duplicate.create')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
