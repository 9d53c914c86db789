import { Tooltip } from 'radix-ui'
import { useSyncExternalStore } from 'react'
import { Adopted } from './adopted.tsx'
import { recentTip } from './recent-tip.ts'
import type { Trigger } from './trigger.ts'
import css from './tip.module.css'

export interface TipPanelProps {
  readonly trigger: Trigger
  readonly label: string
  /** Shown after the label, always left to right. */
  readonly shortcut: string | null
}

/** Milliseconds that the pointer rests before it is told. */
const DELAY_MS = 500

/** Each has a provider of its own: which tip was read last is known beside them (recent-tip.ts). */
export function TipPanel({ trigger, label, shortcut }: TipPanelProps) {
  const isRecent = useSyncExternalStore(recentTip.subscribe, recentTip.isRecent)
  return (
    <Tooltip.Provider delayDuration={isRecent ? 0 : DELAY_MS}>
      <Tooltip.Root onOpenChange={recentTip.note}>
        <Tooltip.Trigger asChild>
          <Adopted trigger={trigger} />
        </Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content className={css['tip']} sideOffset={6} collisionPadding={8}>
            <bdi>{label}</bdi>
            {shortcut !== null && (
              <kbd className={css['keys']} dir="ltr">
                {shortcut}
              </kbd>
            )}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  )
}
