import { Check } from 'lucide-react'
import { useId, useState } from 'react'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import { STAGES, type Stage, type StageSet } from '#core/access/stages.ts'
import { useMessages } from '../locale-provider.tsx'
import { ByWhom } from './by-whom.tsx'
import { StageMove } from './stage-move.tsx'
import { youMay } from './what-you-may.ts'
import css from './stages.module.css'

export interface StagePanelProps {
  readonly document: string
  readonly role: Role
  readonly stage: Stage
  /** Null before the first change of stage. */
  readonly set: StageSet | null
  readonly nameOf: (member: string) => string
  /** Null while nothing reaches the server. */
  readonly mayMove: boolean
  /** Closes the panel, and does something after it. */
  readonly leave: (then?: () => void) => void
  /** Opens the dialog in which a text is made final. */
  readonly onFinal: () => void
  /** Opens the dialog in which a final text is opened again, for a stage. */
  readonly onLeaveFinal: (stage: Stage) => void
}

/** The four stages with what each means, the present one with who, when and why, and what the reader may do now. */
export function StagePanel(props: StagePanelProps) {
  const { document, role, stage, set, nameOf, mayMove, leave, onFinal, onLeaveFinal } = props
  const messages = useMessages()
  const { t } = messages
  const [chosen, setChosen] = useState<Exclude<Stage, 'final'> | null>(null)
  const title = useId()
  const mayManage = permits(role, stage, stage === 'final' ? 'leave-final' : 'manage')
  const choose = (one: Stage): void => {
    if (one === 'final') leave(onFinal)
    else if (stage !== 'final') setChosen(one === chosen ? null : one)
    else {
      leave(() => {
        onLeaveFinal(one)
      })
    }
  }
  return (
    <>
      <section className={css['now']} data-testid="stage-now">
        <p className={css['byWhom']}>
          {set === null ? (
            t('stages.setFirst')
          ) : (
            <ByWhom sentence="stages.set" name={nameOf(set.by)} at={set.at} reason={set.reason} />
          )}
        </p>
        <p>{youMay(messages, role, stage)}</p>
      </section>
      <h3 id={title} className="unseen">
        {t('stages.choose')}
      </h3>
      <ol className={css['stages']} aria-labelledby={title}>
        {STAGES.map((one) => {
          const isNow = one === stage
          const words = (
            <>
              <span className={css['name']}>
                {t(`stage.${one}`)}
                {isNow && (
                  <span className={css['mark']}>
                    <Check size={14} aria-hidden /> {t('stages.current')}
                  </span>
                )}
              </span>
              <span className={css['means']}>{t(`stages.means.${one}`)}</span>
            </>
          )
          return (
            <li key={one} data-stage={one} aria-current={isNow ? 'step' : undefined}>
              {mayManage && mayMove && !isNow ? (
                <button
                  type="button"
                  className={css['stage']}
                  aria-expanded={chosen === one}
                  onClick={() => {
                    choose(one)
                  }}
                >
                  {words}
                </button>
              ) : (
                <p className={css['stage']} data-now={isNow}>
                  {words}
                </p>
              )}
              {chosen === one && !isNow && mayManage && mayMove && (
                <StageMove
                  document={document}
                  to={chosen}
                  done={leave}
                  cancel={() => {
                    setChosen(null)
                  }}
                />
              )}
            </li>
          )
        })}
      </ol>
      {!mayManage && <p className={css['note']}>{t('stages.onlyFacilitators')}</p>}
      {mayManage && !mayMove && <p className={css['note']}>{t('stages.offline')}</p>}
    </>
  )
}
