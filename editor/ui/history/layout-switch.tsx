import { Columns2, Rows3 } from 'lucide-react'
import { ToggleGroup } from 'radix-ui'
import { useMessages } from '../locale-provider.tsx'
import css from './view-switch.module.css'

const LAYOUTS = ['inline', 'sides'] as const
/** Both texts in one, or each for itself. */
export type Layout = (typeof LAYOUTS)[number]

const ICONS = { inline: Rows3, sides: Columns2 } as const

export function LayoutSwitch(props: { readonly layout: Layout; readonly choose: (layout: Layout) => void }) {
  const { layout, choose } = props
  const { t } = useMessages()
  return (
    <ToggleGroup.Root
      type="single"
      className={css['views']}
      aria-label={t('history.compare.layout')}
      value={layout}
      onValueChange={(value) => {
        const chosen = LAYOUTS.find((one) => one === value)
        if (chosen !== undefined) choose(chosen)
      }}
    >
      {LAYOUTS.map((one) => {
        const Icon = ICONS[one]
        return (
          <ToggleGroup.Item key={one} value={one} className={css['view']}>
            <Icon size={16} aria-hidden className="mirrored" />
            <span>{t(`history.compare.${one}`)}</span>
          </ToggleGroup.Item>
        )
      })}
    </ToggleGroup.Root>
  )
}
