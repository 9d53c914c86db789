import { FileDiff, FilePenLine } from 'lucide-react'
import { Toolbar as RadixToolbar } from 'radix-ui'
import type { PointerEvent } from 'react'
import { useMessages } from '../locale-provider.tsx'
import { useMedia } from './use-media.ts'
import css from './mode-switch.module.css'

/** What becomes of what the person does: it is done, or proposed. */
export type WritingMode = 'write' | 'suggest'

const MODES = [
  { mode: 'write', Icon: FilePenLine },
  { mode: 'suggest', Icon: FileDiff },
] as const

export interface ModeSwitchProps {
  readonly mode: WritingMode
  /** Null for whoever may only suggest: then the mode is told, and cannot be chosen. */
  readonly choose: ((mode: WritingMode) => void) | null
}

/** The selection stays in the text. */
const keepFocus = (event: PointerEvent): void => {
  event.preventDefault()
}

/** Writing or suggesting, inside the toolbar; one key that stays down where there is no room for two. */
export function ModeSwitch({ mode, choose }: ModeSwitchProps) {
  const { t } = useMessages()
  const isNarrow = useMedia('(max-width: 36rem)')
  if (choose === null)
    return (
      <p className={css['told']} data-testid="mode">
        <FileDiff size={16} aria-hidden />
        <span>{t('document.mode.suggestOnly')}</span>
      </p>
    )
  if (isNarrow) {
    const isOn = mode === 'suggest'
    return (
      <RadixToolbar.Button
        className={css['mode']}
        data-state={isOn ? 'on' : 'off'}
        data-testid="mode"
        aria-pressed={isOn}
        aria-label={t('document.mode.suggest')}
        onPointerDown={keepFocus}
        onClick={() => {
          choose(isOn ? 'write' : 'suggest')
        }}
      >
        <FileDiff size={18} aria-hidden />
      </RadixToolbar.Button>
    )
  }
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
          onPointerDown={keepFocus}
        >
          <Icon size={16} aria-hidden />
          <span className={css['word']}>{t(`document.mode.${one}`)}</span>
        </RadixToolbar.ToggleItem>
      ))}
    </RadixToolbar.ToggleGroup>
  )
}
