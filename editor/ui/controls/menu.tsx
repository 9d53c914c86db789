import { Check } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import type { ReactNode } from 'react'
import css from './menu.module.css'

export interface MenuProps {
  /** The button that opens it; must take a ref and spread its props. */
  readonly trigger: ReactNode
  readonly children: ReactNode
}

/** A list of acts that opens from a button. Not modal: a modal one writes inline style sheets, see dialog.tsx. */
export function Menu({ trigger, children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={css['menu']} align="end" sideOffset={6} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export interface MenuItemProps {
  readonly icon?: ReactNode
  readonly danger?: boolean
  readonly disabled?: boolean
  readonly onSelect: () => void
  readonly children: ReactNode
}

export function MenuItem({ icon, danger = false, disabled = false, onSelect, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      className={[css['item'], danger ? css['danger'] : undefined].filter(Boolean).join(' ')}
      disabled={disabled}
      onSelect={onSelect}
    >
      <span className={css['icon']}>{icon}</span>
      {children}
    </DropdownMenu.Item>
  )
}

export interface MenuChoiceProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string; readonly lang?: string }[]
  readonly onChange: (value: T) => void
}

/** One of a few, inside a menu. */
export function MenuChoice<T extends string>({ label, value, options, onChange }: MenuChoiceProps<T>) {
  return (
    <DropdownMenu.RadioGroup value={value}>
      <DropdownMenu.Label className={css['label']}>{label}</DropdownMenu.Label>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          className={css['item']}
          value={option.value}
          lang={option.lang}
          onSelect={() => {
            onChange(option.value)
          }}
        >
          <span className={css['icon']}>
            <DropdownMenu.ItemIndicator>
              <Check size={16} aria-hidden />
            </DropdownMenu.ItemIndicator>
          </span>
          {option.label}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

export function MenuLine() {
  return <DropdownMenu.Separator className={css['line']} />
}

/** What the acts below it have in common. */
export function MenuTitle({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className={css['label']}>{children}</DropdownMenu.Label>
}

/** Words at the head of a menu that are no act. */
export function MenuHead({ children }: { readonly children: ReactNode }) {
  return <DropdownMenu.Label className={css['head']}>{children}</DropdownMenu.Label>
}
