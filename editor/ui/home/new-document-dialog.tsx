import { useState } from 'react'
import { templatesIn, type TemplateName } from '#core/protocol/templates.ts'
import { DOCUMENT_LANGUAGES, type DocumentLanguage } from '#core/text/language.ts'
import { Button } from '../controls/button.tsx'
import { Dialog, DialogActions } from '../controls/dialog.tsx'
import { Choice, SelectField, TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { MessageKey } from '../messages/catalogue.ts'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './home.module.css'

export interface NewDocumentDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly group: string
}

/** Begins a text: a title, its language, and what to begin with. Opens it at once. */
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

const WORDS = {
  blank: 'home.new.template.blank',
  'closing-message': 'home.new.template.closing',
  sample: 'home.new.template.sample',
} as const satisfies Record<TemplateName, MessageKey>

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
  const [language, setLanguage] = useState<DocumentLanguage>('ar')
  const [chosen, setChosen] = useState<TemplateName>('blank')
  const templates = templatesIn(language)
  // Not every form is there in every language.
  const template = templates.includes(chosen) ? chosen : 'blank'
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const create = async (): Promise<void> => {
    if (title.trim() === '') {
      setError(t('home.new.name-missing'))
      return
    }
    setBusy(true)
    const created = await api.createDocument(group, { title: title.trim(), template, language })
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
      <SelectField
        label={t('settings.language')}
        value={language}
        options={DOCUMENT_LANGUAGES.map((one) => ({ value: one, label: t(`settings.language.${one}`) }))}
        onChange={setLanguage}
      />
      <Choice<TemplateName>
        legend={t('home.new.template')}
        value={template}
        onChange={setChosen}
        options={templates.map((one) => ({
          value: one,
          label: t(WORDS[one]),
          hint: t(`${WORDS[one]}.hint`),
        }))}
      />
      <DialogActions>
        <Button kind="primary" type="submit" aria-disabled={busy}>
          {t('home.new.create')}
        </Button>
      </DialogActions>
    </form>
  )
}
