import { useState } from 'react'
import type { ApiInvitationLook, ApiJoined } from '#core/protocol/api.ts'
import type { ApiFailure } from '../../sync/api-result.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import { useServices } from '../services.tsx'
import { usePageTitle } from '../shell/page.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './join.module.css'

export interface EnterAsProps {
  readonly token: string
  readonly look: ApiInvitationLook
  /** Who the link, or this device, is already. */
  readonly name: string
  readonly onEnter: (joined: ApiJoined) => Promise<void>
  readonly onEnded: (failure: ApiFailure) => void
}

/** Somebody who has a name here already, on this device or by a device link: nothing is asked [UI883]. */
export function EnterAs({ token, look, name, onEnter, onEnded }: EnterAsProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const failureText = useFailureText()
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  usePageTitle(t('join.title'))

  const enter = async (): Promise<void> => {
    setBusy(true)
    const joined = await api.join(token, look.already === null ? null : name)
    if (joined.ok) return onEnter(joined.value)
    setBusy(false)
    const { code } = joined.error
    if (code === 'invitation-gone' || code === 'not-found') onEnded(joined.error)
    else setError(failureText(joined.error))
  }

  return (
    <section className={css['form']}>
      <h1 className={css['title']}>
        <Message id="join.title.of" values={{ group: <Name>{look.group.name}</Name> }} />
      </h1>
      <p className={css['lead']}>
        <Message
          id={look.already === null ? 'join.device' : 'join.already'}
          values={{ name: <Name>{name}</Name> }}
        />
      </p>
      {error !== null && <p role="alert">{error}</p>}
      <Button
        kind="primary"
        className={css['submit']}
        aria-disabled={busy}
        onClick={() => {
          if (!busy) void enter()
        }}
      >
        {busy ? t('join.submitting') : t('join.submit')}
      </Button>
    </section>
  )
}
