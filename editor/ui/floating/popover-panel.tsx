import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'
import { Adopted } from './adopted.tsx'
import type { Trigger } from './trigger.ts'

export interface PopoverPanelProps {
  readonly trigger: Trigger
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly className: string | undefined
  readonly align: 'start' | 'center' | 'end'
  /** Pixels between it and its button. */
  readonly offset: number
  readonly label: string
  /** Takes the focus when it opens; null: the first control in it does. */
  readonly focusFirst: (() => void) | null
  /** Takes the focus when it closes, if it leads somewhere: true when it did. Else the button has it again. */
  readonly leads: (() => boolean) | null
  readonly children: ReactNode
}

/** What opens beside a button: a few controls, or something to read. */
export function PopoverPanel(props: PopoverPanelProps) {
  const { trigger, open, onOpenChange, className, align, offset, label, focusFirst, leads, children } = props
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger asChild>
        <Adopted trigger={trigger} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={className}
          align={align}
          sideOffset={offset}
          collisionPadding={8}
          aria-label={label}
          onOpenAutoFocus={(event) => {
            if (focusFirst === null) return
            event.preventDefault()
            focusFirst()
          }}
          onCloseAutoFocus={(event) => {
            if (leads?.() === true) event.preventDefault()
          }}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
