import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import { Adopted } from './adopted.tsx'
import { MenuPartsContext, type MenuParts } from './menu-parts.ts'
import type { Trigger } from './trigger.ts'

export interface MenuPanelProps {
  readonly trigger: Trigger
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Opened by a key: its first line takes the focus. */
  readonly byKey: boolean
  readonly className: string | undefined
  readonly align: 'start' | 'end'
  /** Takes the focus when it closes; null: the button does. */
  readonly focusAfter: (() => void) | null
  readonly children: ReactNode
}

const PARTS: MenuParts = {
  CheckboxItem: DropdownMenu.CheckboxItem,
  Item: DropdownMenu.Item,
  ItemIndicator: DropdownMenu.ItemIndicator,
  Label: DropdownMenu.Label,
  RadioGroup: DropdownMenu.RadioGroup,
  RadioItem: DropdownMenu.RadioItem,
  Separator: DropdownMenu.Separator,
}

/** Radix knows of keys only what was pressed since it is here. */
const focusFirst = (menu: HTMLElement | null): void => {
  menu?.querySelector<HTMLElement>('[role^=menuitem]:not([data-disabled])')?.focus({ preventScroll: true })
}

/** What opens from the button of a menu. Not modal: a modal one writes inline style sheets, see controls/dialog.tsx. */
export function MenuPanel(props: MenuPanelProps) {
  const { trigger, open, onOpenChange, byKey, className, align, focusAfter, children } = props
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>
        <Adopted trigger={trigger} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          {...(byKey ? { ref: focusFirst } : {})}
          className={className}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            if (focusAfter === null) return
            event.preventDefault()
            focusAfter()
          }}
        >
          <MenuPartsContext value={PARTS}>{children}</MenuPartsContext>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
