import type { DropdownMenu } from 'radix-ui'
import { createContext, useContext } from 'react'

/** What a menu is made of: Radix's, which come with the file of the menus (menu-panel.tsx). */
export type MenuParts = Pick<
  typeof DropdownMenu,
  'CheckboxItem' | 'Item' | 'ItemIndicator' | 'Label' | 'RadioGroup' | 'RadioItem' | 'Separator'
>

export const MenuPartsContext = createContext<MenuParts | null>(null)

/** For what stands inside a menu, which is drawn only when they are here. */
export const useMenuParts = (): MenuParts => {
  const parts = useContext(MenuPartsContext)
  if (parts === null) throw new Error('not inside a menu')
  return parts
}
