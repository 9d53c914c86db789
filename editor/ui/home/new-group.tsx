import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/field.tsx'
import { LaterDialog, LaterDialogActions } from '../controls/later-dialog.ts'
import { useMessages } from '../locale-provider.tsx'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useSession } from '../session/session-provider.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './home.module.css'

/** The button that makes another working group, for those who may. */
export function NewGroup() {
  const { t } = useMessages()
  const { api } = useServices()
  const { go } = useNavigation()
  const { refresh } = useSession()
  const failureText = useFailureText()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [error, setError] = useState<string | null>(null)

  const create = async (): Promise<void> => {
    const created = await api.createGroup(name.trim())
    if (!created.ok) {
      setError(failureText(created.error))
      return
    }
    await refresh()
    setOpen(false)
    setName('')
    go({ name: 'home', group: created.value.id })
  }

  return (
    <>
      <Button
        kind="plain"
        className={css['newGroup']}
        icon={<Plus size={16} aria-hidden />}
        onClick={() => {
          setOpen(true)
        }}
      >
        {t('home.new-group')}
      </Button>
      <LaterDialog open={open} onOpenChange={setOpen} title={t('home.new-group')}>
        <form
          className={css['form']}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void create()
          }}
        >
          <TextField
            label={t('home.new-group.name')}
            value={name}
            error={error}
            maxLength={100}
            dir="auto"
            onChange={(event) => {
              setName(event.target.value)
              setError(null)
            }}
          />
          <LaterDialogActions>
            <Button kind="primary" type="submit">
              {t('home.new-group.create')}
            </Button>
          </LaterDialogActions>
        </form>
      </LaterDialog>
    </>
  )
}
