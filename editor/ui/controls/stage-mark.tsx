import { STAGES, type Stage } from '#core/access/stages.ts'
import { useMessages } from '../locale-provider.tsx'
import css from './stage-mark.module.css'

/** How far a text has come: its stage in words, and as steps of the way to the final text. */
export function StageMark({ stage }: { readonly stage: Stage }) {
  const { t } = useMessages()
  const reached = STAGES.indexOf(stage)
  return (
    <span className={css['stage']} data-stage={stage}>
      <span className={css['steps']} aria-hidden>
        {STAGES.map((one, index) => (
          <span key={one} data-reached={index <= reached} />
        ))}
      </span>
      <span className="unseen">{t('stage.label', { stage: '' })}</span>
      {t(`stage.${stage}`)}
    </span>
  )
}
