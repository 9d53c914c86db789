import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { MenuButton } from '../floating/menu-button.tsx'
import { useMenuParts } from '../floating/menu-parts.ts'
import css from './menu.module.css'

export interface MenuProps {
  /** The button that opens it; must take a ref and spread its props. */
  readonly trigger: ReactNode
  readonly children: ReactNode
}

/** A list of acts that opens from a button. */
export function Menu({ trigger, children }: MenuProps) {
  return (
    <MenuButton button={trigger} className={css['menu']} align="end" focusAfter={null}>
      {children}
    </MenuButton>
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
  const { Item } = useMenuParts()
  return (
    <Item
      className={[css['item'], danger ? css['danger'] : undefined].filter(Boolean).join(' ')}
      disabled={disabled}
      onSelect={onSelect}
    >
      <span className={css['icon']}>{icon}</span>
      {children}
    </Item>
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
  const { ItemIndicator, Label, RadioGroup, RadioItem } = useMenuParts()
  return (
    <RadioGroup value={value}>
      <Label className={css['label']}>{label}</Label>
      {options.map((option) => (
        <RadioItem
          key={option.value}
          className={css['item']}
          value={option.value}
          lang={option.lang}
          onSelect={() => {
            onChange(option.value)
          }}
        >
          <span className={css['icon']}>
            <ItemIndicator>
              <Check size={16} aria-hidden />
            </ItemIndicator>
          </span>
          {option.label}
        </RadioItem>
      ))}
    </RadioGroup>
  )
}

export function MenuLine() {
  const { Separator } = useMenuParts()
  return <Separator className={css['line']} />
}

/** What the acts below it have in common. */
export function MenuTitle({ children }: { readonly children: ReactNode }) {
  const { Label } = useMenuParts()
  return <Label className={css['label']}>{children}</Label>
}

/** Words at the head of a menu that are no act. */
export function MenuHead({ children }: { readonly children: ReactNode }) {
  const { Label } = useMenuParts()
  return <Label className={css['head']}>{children}</Label>
}
