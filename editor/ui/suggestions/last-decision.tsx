import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { LastDecision as Last } from './use-decisions.ts'
import css from './review-panel.module.css'

export interface LastDecisionProps {
  readonly last: Last
  readonly takeBack: () => Promise<void>
}

/** What was decided last, while it can be taken back [UI431]; the notice has said it. */
export function LastDecision({ last, takeBack }: LastDecisionProps) {
  const { t } = useMessages()
  return (
    <p className={css['last']}>
      <span>{t(`suggestions.done.${last.verdict}`, { count: last.count })}</span>
      <Button kind="plain" onClick={() => void takeBack()}>
        {t('suggestions.undo')}
      </Button>
    </p>
  )
}
