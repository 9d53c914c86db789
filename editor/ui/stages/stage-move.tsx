import type { Stage } from '#core/access/stages.ts'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/field.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { because, useReason } from '../states/use-reason.ts'
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
  const why = useReason({
    act: (reason) => api.final.setStage(document, { stage: to, ...because(reason) }),
    done: () => {
      notices.say(t('stages.moved', { stage: t(`stage.${to}`) }))
      done()
    },
  })
  return (
    <form className={css['move']} noValidate onSubmit={why.submit}>
      <TextField label={t('stages.reason')} hint={t('stages.reason.hint')} autoFocus {...why.field} />
      <p className={css['acts']}>
        <Button kind="primary" type="submit" aria-disabled={why.isBusy}>
          {t('stages.move', { stage: t(`stage.${to}`) })}
        </Button>
        <Button kind="plain" onClick={cancel}>
          {t('app.cancel')}
        </Button>
      </p>
    </form>
  )
}
