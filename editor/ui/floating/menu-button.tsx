import { Slot } from 'radix-ui'
import { useState, type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode } from 'react'
import { laterPartOf } from '../later/later-part.tsx'
import { partFile, reaching } from '../later/part-file.ts'
import type { MenuPanelProps } from './menu-panel.tsx'
import { useTrigger } from './trigger.ts'

const file = partFile(async () => (await import('./menu-panel.tsx')).MenuPanel)
const reaches = reaching(file)

const MenuPanel = laterPartOf<MenuPanelProps>(file, {
  takesFocus: true,
  wanted: ({ open }) => open,
  leave: ({ onOpenChange }) => {
    onOpenChange(false)
  },
})

export interface MenuButtonProps extends Pick<MenuPanelProps, 'className' | 'align' | 'focusAfter'> {
  /** The button that opens it; must take a ref and spread its props. */
  readonly button: ReactNode
  /** Made of the parts of a menu (menu-parts.ts), which are here when it is drawn. */
  readonly children: ReactNode
}

const OPENING = ['Enter', ' ', 'ArrowDown']

/**
 * A button and the menu that opens from it. The file of the menus is fetched when the pointer or the focus first reaches such a
 * button, or when nothing else is to do; who opens one before it is here has opened it: it comes as soon as it is [UI806].
 */
export function MenuButton({ button, children, ...look }: MenuButtonProps) {
  /** Null: never yet, and not drawn. */
  const [open, setOpen] = useState<boolean | null>(null)
  const [byKey, setByKey] = useState(false)
  const [trigger, attributes] = useTrigger()
  const { place } = trigger
  const isOpen = open === true
  const press = (event: PointerEvent): void => {
    if (event.button !== 0 || event.ctrlKey) return
    setByKey(false)
    setOpen(!isOpen)
    // The menu takes the focus.
    if (!isOpen) event.preventDefault()
  }
  /** By voice, or by what stands in for a pointer: a click of which nothing was told before. */
  const click = (event: MouseEvent): void => {
    if (event.detail !== 0) return
    setByKey(true)
    setOpen(!isOpen)
  }
  const type = (event: KeyboardEvent): void => {
    if (!OPENING.includes(event.key)) return
    event.preventDefault()
    setByKey(true)
    setOpen(event.key === 'ArrowDown' || !isOpen)
  }
  return (
    <>
      <Slot.Root
        ref={place}
        {...attributes}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-state={isOpen ? 'open' : 'closed'}
        onPointerDown={press}
        onClick={click}
        onKeyDown={type}
        {...reaches}
      >
        {button}
      </Slot.Root>
      {open !== null && (
        <MenuPanel trigger={trigger} open={open} onOpenChange={setOpen} byKey={byKey} {...look}>
          {children}
        </MenuPanel>
      )}
    </>
  )
}
