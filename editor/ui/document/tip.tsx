import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import css from './tip.module.css'

export interface TipProps {
  readonly label: string
  /** Shown after the label, always left to right. */
  readonly shortcut?: string | null
  readonly children: ReactNode
}

/** Name and shortcut of an icon, on hover and on keyboard focus. The control keeps its own `aria-label`. */
export function Tip({ label, shortcut = null, children }: TipProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
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
  )
}
