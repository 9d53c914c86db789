import { FilePenLine, MessageSquarePlus } from 'lucide-react'
import { Toolbar as RadixToolbar } from 'radix-ui'
import { useMessages } from '../locale-provider.tsx'
import css from './mode-switch.module.css'

/** What becomes of what the person does: it is done, or proposed. */
export type WritingMode = 'write' | 'suggest'

const MODES = [
  { mode: 'write', Icon: FilePenLine },
  { mode: 'suggest', Icon: MessageSquarePlus },
] as const

export interface ModeSwitchProps {
  readonly mode: WritingMode
  /** Null for whoever may only suggest: then the mode is told, and cannot be chosen. */
  readonly choose: ((mode: WritingMode) => void) | null
}

/** Writing or suggesting, inside the toolbar. */
export function ModeSwitch({ mode, choose }: ModeSwitchProps) {
  const { t } = useMessages()
  if (choose === null)
    return (
      <p className={css['told']} data-testid="mode">
        <MessageSquarePlus size={16} aria-hidden />
        <span>{t('document.mode.suggestOnly')}</span>
      </p>
    )
  return (
    <RadixToolbar.ToggleGroup
      type="single"
      className={css['modes']}
      aria-label={t('document.mode')}
      value={mode}
      data-testid="mode"
      onValueChange={(value) => {
        if (value === 'write' || value === 'suggest') choose(value)
      }}
    >
      {MODES.map(({ mode: one, Icon }) => (
        <RadixToolbar.ToggleItem
          key={one}
          value={one}
          className={css['mode']}
          aria-label={t(`document.mode.${one}`)}
          title={t(`document.mode.${one}.meaning`)}
          onPointerDown={(event) => {
            // The selection stays in the text.
            event.preventDefault()
          }}
        >
          <Icon size={16} aria-hidden />
          <span className={css['word']}>{t(`document.mode.${one}`)}</span>
        </RadixToolbar.ToggleItem>
      ))}
    </RadixToolbar.ToggleGroup>
  )
}
