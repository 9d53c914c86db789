import { useState } from 'react'
import type { DecisionVerdict } from '#core/protocol/decision.ts'
import type { SuggestionCard } from '#core/suggestions/cards.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './review-panel.module.css'

export interface DecideAllProps {
  /** What is decided: what is shown, no more [UI440], but for what is locked. */
  readonly shown: readonly SuggestionCard[]
  readonly decide: (ids: readonly string[], verdict: DecisionVerdict) => Promise<boolean>
}

/** Accepts or rejects all that is shown, after a question that names their number. */
export function DecideAll({ shown, decide }: DecideAllProps) {
  const { t } = useMessages()
  const [asked, ask] = useState<'accept' | 'reject' | null>(null)
  return (
    <div className={css['all']}>
      {asked === null ? (
        (['accept', 'reject'] as const).map((verdict) => (
          <Button
            key={verdict}
            kind="plain"
            onClick={() => {
              ask(verdict)
            }}
          >
            {t(`suggestions.${verdict}All`)}
          </Button>
        ))
      ) : (
        <>
          <span>{t(`suggestions.sure.${asked}`, { count: shown.length })}</span>
          <Button
            kind="primary"
            onClick={() => {
              ask(null)
              void decide(
                shown.map(({ id }) => id),
                asked,
              )
            }}
          >
            {t('suggestions.yes')}
          </Button>
          <Button
            kind="plain"
            onClick={() => {
              ask(null)
            }}
          >
            {t('suggestions.no')}
          </Button>
        </>
      )}
    </div>
  )
}
