import { useRef, useState, type FormEvent } from 'react'
import type { ApiInvitationLook, ApiJoined } from '#core/protocol/api.ts'
import type { ApiFailure } from '../../sync/api-result.ts'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import { useServices } from '../services.tsx'
import { usePageTitle } from '../shell/page.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './join.module.css'

const LONGEST_NAME = 60

export interface JoinFormProps {
  readonly token: string
  /** What the link is for; null when that could not be asked. */
  readonly look: ApiInvitationLook | null
  readonly onEnter: (joined: ApiJoined) => Promise<void>
  /** The link itself is at fault: another name would not help. */
  readonly onEnded: (failure: ApiFailure) => void
}

/** Says which group invites, and to what; asks for the name and nothing else [UI1]. */
export function JoinForm({ token, look, onEnter, onEnded }: JoinFormProps) {
  const { t } = useMessages()
  const { api } = useServices()
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

  const submit = async (): Promise<void> => {
    const wanted = name.trim()
    if (wanted === '') return refuse(t('join.name-missing'))
    if (Array.from(wanted).length > LONGEST_NAME) return refuse(t('join.name-long'))
    setBusy(true)
    const joined = await api.join(token, wanted)
    if (joined.ok) return onEnter(joined.value)
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
      <h1 className={css['title']}>
        {look === null ? (
          t('join.title')
        ) : (
          <Message id="join.title.of" values={{ group: <Name>{look.group.name}</Name> }} />
        )}
      </h1>
      <p className={css['lead']}>
        {look === null
          ? t('join.lead')
          : t('join.role', { role: t(`role.${look.role}`), may: t(`role.${look.role}.may`) })}
      </p>
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
