import { useState } from 'react'
import type { ApiDocument } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'

/** Changes the title of a text. */
export function RenameDialog(props: { readonly document: ApiDocument; readonly onClose: () => void }) {
  const { document, onClose } = props
  const { t } = useMessages()
  const { api } = useServices()
  const failureText = useFailureText()
  const [title, setTitle] = useState(document.title)
  const [error, setError] = useState<string | null>(null)

  const save = async (): Promise<void> => {
    if (title.trim() === '') {
      setError(t('home.new.name-missing'))
      return
    }
    const saved = await api.renameDocument(document.id, title.trim())
    if (saved.ok) onClose()
    else setError(failureText(saved.error))
  }

  return (
    <Dialog open onOpenChange={onClose} title={t('home.document.rename')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextField
          label={t('home.rename.title')}
          value={title}
          error={error}
          maxLength={200}
          dir="auto"
          onChange={(event) => {
            setTitle(event.target.value)
            setError(null)
          }}
        />
        <DialogActions>
          <Button kind="primary" type="submit">
            {t('home.rename.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
