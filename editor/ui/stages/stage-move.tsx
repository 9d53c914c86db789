import { useState } from 'react'
import type { Stage } from '#core/access/stages.ts'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/field.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './stages.module.css'

export interface StageMoveProps {
  readonly document: string
  readonly to: Exclude<Stage, 'final'>
  readonly done: () => void
  readonly cancel: () => void
}

/**
 * Asks for the reason and moves the text to another stage; what the server refuses is said where it was asked. The final
 * text, and leaving it, have dialogs of their own (ui/final).
 */
export function StageMove({ document, to, done, cancel }: StageMoveProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const notices = useNotices()
  const failureText = useFailureText()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const move = async (): Promise<void> => {
    if (isBusy) return
    setBusy(true)
    const moved = await api.final.setStage(document, {
      stage: to,
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    })
    setBusy(false)
    if (!moved.ok) {
      setError(failureText(moved.error))
      return
    }
    notices.say(t('stages.moved', { stage: t(`stage.${to}`) }))
    done()
  }
  return (
    <form
      className={css['move']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void move()
      }}
    >
      <TextField
        label={t('stages.reason')}
        hint={t('stages.reason.hint')}
        value={reason}
        error={error}
        maxLength={2_000}
        autoFocus
        dir="auto"
        onChange={(event) => {
          setReason(event.target.value)
          setError(null)
        }}
      />
      <p className={css['acts']}>
        <Button kind="primary" type="submit" aria-disabled={isBusy}>
          {t('stages.move', { stage: t(`stage.${to}`) })}
        </Button>
        <Button kind="plain" onClick={cancel}>
          {t('app.cancel')}
        </Button>
      </p>
    </form>
  )
}
