import { useState } from 'react'
import type { ApiMailSettings, MailEvery } from '#core/protocol/api-inbox.ts'
import type { ApiJoined } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { SelectField, TextField } from '../controls/field.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { Check } from './check.tsx'
import css from './inbox.module.css'

export interface MailFormProps {
  readonly membership: ApiJoined
  readonly settings: ApiMailSettings
  readonly onChange: (settings: ApiMailSettings) => void
}

/** An address, whether it is confirmed, how often, and what such mail may say; it is erased with one click [UI644]. */
export function MailForm({ membership, settings, onChange }: MailFormProps) {
  const { t, language } = useMessages()
  const { api } = useServices()
  const notices = useNotices()
  const failureText = useFailureText()
  const [address, setAddress] = useState(settings.address ?? '')
  const [every, setEvery] = useState(settings.every)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const group = membership.group.id
  const isSame = address.trim() === settings.address
  const mayAgain = isSame && settings.state === 'unconfirmed'

  const send = async (wish: {
    readonly address: string | null
    readonly again?: boolean
  }): Promise<boolean> => {
    setBusy(true)
    const answer = await api.setMail(group, { every, language, ...wish })
    setBusy(false)
    if (!answer.ok) {
      setError(failureText(answer.error))
      return false
    }
    setError(null)
    setAddress(answer.value.address ?? '')
    onChange(answer.value)
    return true
  }
  const save = async (): Promise<void> => {
    if (await send({ address: address.trim() })) notices.say(t('inbox.mail.saved'))
  }
  const remove = async (): Promise<void> => {
    if (await send({ address: null })) notices.say(t('inbox.mail.removed'))
  }
  const allowQuotes = async (mailMayQuote: boolean): Promise<void> => {
    const answer = await api.changeGroup(group, { mailMayQuote })
    if (answer.ok) onChange({ ...settings, mayQuote: mailMayQuote })
    else notices.warn(failureText(answer.error))
  }

  const state = settings.refused ? 'refused' : settings.state
  return (
    <form
      className={css['section']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label={t('inbox.mail.address')}
        hint={t('inbox.mail.addressHint')}
        error={error}
        type="email"
        dir="ltr"
        inputMode="email"
        autoComplete="email"
        maxLength={254}
        value={address}
        onChange={(event) => {
          setAddress(event.target.value)
          setError(null)
        }}
      />
      <SelectField<MailEvery>
        label={t('inbox.mail.every')}
        value={every}
        options={[
          { value: 'day', label: t('inbox.mail.day') },
          { value: 'hour', label: t('inbox.mail.hour') },
        ]}
        onChange={setEvery}
      />
      <p className={css['note']} data-tone={settings.refused ? 'wrong' : undefined} role="status">
        {t(`inbox.mail.${state}`)}
      </p>
      <p className={css['note']}>{t(settings.mayQuote ? 'inbox.mail.quoting' : 'inbox.mail.bare')}</p>
      <div className={css['acts']}>
        <Button kind="primary" type="submit" disabled={busy || address.trim() === ''}>
          {t(isSame && !settings.refused ? 'inbox.mail.save' : 'inbox.mail.give')}
        </Button>
        {mayAgain && !settings.refused && (
          <Button disabled={busy} onClick={() => void send({ address: address.trim(), again: true })}>
            {t('inbox.mail.again')}
          </Button>
        )}
        {settings.address !== null && (
          <Button kind="plain" disabled={busy} onClick={() => void remove()}>
            {t('inbox.mail.remove')}
          </Button>
        )}
      </div>
      {membership.member.role === 'facilitator' && (
        <Check
          label={t('inbox.mail.mayQuote')}
          hint={t('inbox.mail.mayQuoteHint')}
          checked={settings.mayQuote}
          onChange={(checked) => void allowQuotes(checked)}
        />
      )}
    </form>
  )
}
