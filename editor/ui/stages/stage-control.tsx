import { ChevronDown } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { Stage } from '#core/access/stages.ts'
import { LaterDialog } from '../controls/later-dialog.ts'
import { StageMark } from '../controls/stage-mark.tsx'
import { useMedia } from '../document/use-media.ts'
import { PopoverButton } from '../floating/popover-button.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './stages.module.css'

export interface StageControlProps {
  readonly stage: Stage
  readonly open: boolean
  readonly setOpen: (open: boolean) => void
  /**
   * What is told of it, and done with it. `leave` closes it; what leads elsewhere is done when it is closed and has given
   * the focus back.
   */
  readonly panel: (leave: (then?: (() => void) | null) => void) => ReactNode
}

/**
 * The stage in the top bar: a click tells who set it and what one may do [UI653]. On a phone the bar has no room for a
 * thumb: there the menu leads to the same, as a sheet.
 */
export function StageControl({ stage, open, setOpen, panel }: StageControlProps) {
  const { t } = useMessages()
  const isNarrow = useMedia('(max-width: 40rem), (pointer: coarse)')
  const [after, setAfter] = useState<(() => void) | null>(null)
  const leave = (then: (() => void) | null = null): void => {
    setAfter(() => then)
    setOpen(false)
  }
  /** Does what the panel led to, which takes the focus; false when it was only closed. */
  const leads = (): boolean => {
    if (after === null) return false
    setAfter(null)
    after()
    return true
  }
  if (isNarrow)
    return (
      <>
        <StageMark stage={stage} />
        <LaterDialog open={open} onOpenChange={setOpen} leads={leads} title={t('stages.title')}>
          {panel(leave)}
        </LaterDialog>
      </>
    )
  const trigger = (
    <button
      type="button"
      className={css['control']}
      aria-label={t('stages.open', { stage: t(`stage.${stage}`) })}
      data-testid="stage"
    >
      <StageMark stage={stage} />
      <ChevronDown size={14} aria-hidden />
    </button>
  )
  return (
    <PopoverButton
      button={trigger}
      open={open}
      onOpenChange={setOpen}
      className={css['popover']}
      align="start"
      offset={6}
      label={t('stages.title')}
      leads={leads}
    >
      {panel(leave)}
    </PopoverButton>
  )
}
