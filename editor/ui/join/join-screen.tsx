import { useRef, useState, type FormEvent } from 'react'
import type { ApiJoined } from '#core/protocol/api.ts'
import type { ApiFailure } from '../../sync/api-client.ts'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useNavigation, usePlace } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useSession } from '../session/session-provider.tsx'
import { Page, usePageTitle } from '../shell/page.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { StatePage } from '../states/state-page.tsx'
import { PasteInvitation } from './paste-invitation.tsx'
import css from './join.module.css'

const LONGEST_NAME = 60

/** The page of an invitation: asks one thing, the name [UI1]; says plainly when the link leads nowhere [UI2]. */
export function JoinScreen() {
  const { t } = useMessages()
  const { token } = usePlace()
  const [ended, setEnded] = useState<{ readonly token: string; readonly failure: ApiFailure } | null>(null)

  if (token === null) {
    return (
      <Page>
        <StatePage title={t('join.unknown.title')} lead={t('join.unknown.lead')}>
          <PasteInvitation />
        </StatePage>
      </Page>
    )
  }
  if (ended !== null && ended.token === token) {
    const gone = ended.failure.code === 'invitation-gone'
    return (
      <Page>
        <StatePage
          title={gone ? t('join.gone.title') : t('join.unknown.title')}
          lead={gone ? t('join.gone.lead') : t('join.unknown.lead')}
        >
          <PasteInvitation />
        </StatePage>
      </Page>
    )
  }
  return (
    <Page>
      <JoinForm
        key={token}
        token={token}
        onEnded={(failure) => {
          setEnded({ token, failure })
        }}
      />
    </Page>
  )
}

interface JoinFormProps {
  readonly token: string
  /** The link itself is at fault: another name would not help. */
  readonly onEnded: (failure: ApiFailure) => void
}

function JoinForm({ token, onEnded }: JoinFormProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const { go } = useNavigation()
  const { refresh } = useSession()
  const failureText = useFailureText()
  const [name, setName] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  usePageTitle(t('join.title'))

  const refuse = (sentence: string): void => {
    setError(sentence)
    input.current?.focus()
  }

  /** Straight to the text when there is one, else to the group. */
  const enter = async ({ group, member }: ApiJoined): Promise<void> => {
    const [documents] = await Promise.all([api.documents(group.id), refresh()])
    const open = documents.ok ? documents.value.filter((one) => one.trashed !== true) : []
    const [only] = open
    if (only === undefined || open.length > 1) go({ name: 'home', group: group.id }, 'replace')
    else if (member.role === 'viewer') go({ name: 'read', document: only.id }, 'replace')
    else go({ name: 'document', document: only.id }, 'replace')
  }

  const submit = async (): Promise<void> => {
    const wanted = name.trim()
    if (wanted === '') return refuse(t('join.name-missing'))
    if (Array.from(wanted).length > LONGEST_NAME) return refuse(t('join.name-long'))
    setBusy(true)
    const joined = await api.join(token, wanted)
    if (joined.ok) return enter(joined.value)
    setBusy(false)
    switch (joined.error.code) {
      case 'invitation-gone':
      case 'not-found':
        onEnded(joined.error)
        return
      case 'name-taken':
        refuse(t('join.name-taken'))
        return
      case 'too-many-requests':
        refuse(t('join.wait'))
        return
      default:
        refuse(failureText(joined.error))
    }
  }

  return (
    <form
      className={css['form']}
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (!busy) void submit()
      }}
    >
      <h1 className={css['title']}>{t('join.title')}</h1>
      <p className={css['lead']}>{t('join.lead')}</p>
      <TextField
        ref={input}
        className={css['name']}
        label={t('join.name')}
        hint={t('join.name.hint')}
        error={error}
        value={name}
        autoFocus
        autoComplete="nickname"
        enterKeyHint="go"
        spellCheck={false}
        dir="auto"
        onChange={(event) => {
          setName(event.target.value)
          setError(null)
        }}
      />
      <Button kind="primary" type="submit" className={css['submit']} aria-disabled={busy}>
        {busy ? t('join.submitting') : t('join.submit')}
      </Button>
    </form>
  )
}
