import { BookOpen, Columns2, FileDiff, UsersRound } from 'lucide-react'
import { ToggleGroup } from 'radix-ui'
import { useMessages } from '../locale-provider.tsx'
import { HISTORY_VIEWS, type HistoryView } from '../routing/history-place.ts'
import css from './view-switch.module.css'

const ICONS = { text: BookOpen, changes: FileDiff, authors: UsersRound, compare: Columns2 } as const

export interface ViewSwitchProps {
  readonly view: HistoryView
  readonly choose: (view: HistoryView) => void
}

/** In which way the moment is looked at. */
export function ViewSwitch({ view, choose }: ViewSwitchProps) {
  const { t } = useMessages()
  return (
    <ToggleGroup.Root
      type="single"
      className={css['views']}
      aria-label={t('history.view')}
      value={view}
      onValueChange={(value) => {
        const chosen = HISTORY_VIEWS.find((one) => one === value)
        if (chosen !== undefined) choose(chosen)
      }}
    >
      {HISTORY_VIEWS.map((one) => {
        const Icon = ICONS[one]
        return (
          <ToggleGroup.Item key={one} value={one} className={css['view']}>
            <Icon size={16} aria-hidden />
            <span>{t(`history.view.${one}`)}</span>
          </ToggleGroup.Item>
        )
      })}
    </ToggleGroup.Root>
  )
}
