import { useState } from 'react'
import type { Template } from '../../sync/api-client.ts'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { Choice, TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './home.module.css'

export interface NewDocumentDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly group: string
}

/** Begins a text: a title, and what to begin with. Opens it at once. */
export function NewDocumentDialog({ open, onOpenChange, group }: NewDocumentDialogProps) {
  const { t } = useMessages()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('home.new.title')}>
      <NewDocumentForm
        group={group}
        onCreated={() => {
          onOpenChange(false)
        }}
      />
    </Dialog>
  )
}

interface NewDocumentFormProps {
  readonly group: string
  readonly onCreated: () => void
}

function NewDocumentForm({ group, onCreated }: NewDocumentFormProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const { go } = useNavigation()
  const failureText = useFailureText()
  const [title, setTitle] = useState('')
  const [template, setTemplate] = useState<Template>('blank')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const create = async (): Promise<void> => {
    if (title.trim() === '') {
      setError(t('home.new.name-missing'))
      return
    }
    setBusy(true)
    const created = await api.createDocument(group, title.trim(), template)
    if (created.ok) {
      onCreated()
      go({ name: 'document', document: created.value.id })
      return
    }
    setBusy(false)
    setError(failureText(created.error))
  }

  return (
    <form
      className={css['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void create()
      }}
    >
      <TextField
        label={t('home.new.name')}
        hint={t('home.new.name.hint')}
        error={error}
        value={title}
        maxLength={200}
        autoComplete="off"
        dir="auto"
        onChange={(event) => {
          setTitle(event.target.value)
          setError(null)
        }}
      />
      <Choice<Template>
        legend={t('home.new.template')}
        value={template}
        onChange={setTemplate}
        options={[
          {
            value: 'blank',
            label: t('home.new.template.blank'),
            hint: t('home.new.template.blank.hint'),
          },
          {
            value: 'closing-message',
            label: t('home.new.template.closing'),
            hint: t('home.new.template.closing.hint'),
          },
          {
            value: 'sample',
            label: t('home.new.template.sample'),
            hint: t('home.new.template.sample.hint'),
          },
        ]}
      />
      <DialogActions>
        <Button kind="primary" type="submit" aria-disabled={busy}>
          {t('home.new.create')}
        </Button>
      </DialogActions>
    </form>
  )
}
