import { ChevronDown } from 'lucide-react'
import { Toolbar as RadixToolbar } from 'radix-ui'
import type { ReactNode } from 'react'
import type { DocumentCommandId } from '../../extensions/keys/document-commands.ts'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import { MenuButton } from '../floating/menu-button.tsx'
import { useMenuParts } from '../floating/menu-parts.ts'
import { Tip } from '../floating/tip.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isMac } from './platform.ts'
import css from './toolbar.module.css'

export interface ToolProps {
  readonly id: DocumentCommandId | 'undo' | 'redo' | 'comment' | 'lock'
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly run: () => void
  readonly children: ReactNode
}

/** One button. Pressing it leaves the selection in the text: a pointer must not take the focus. */
export function Tool({ id, pressed, disabled = false, run, children }: ToolProps) {
  const { t } = useMessages()
  const label = t(`document.command.${id}`)
  return (
    <Tip label={label} shortcut={shortcutTextOf(id, isMac())}>
      <RadixToolbar.Button
        className={css['tool']}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={disabled}
        data-command={id}
        onPointerDown={(event) => {
          event.preventDefault()
        }}
        onClick={() => {
          if (!disabled) run()
        }}
      >
        {children}
      </RadixToolbar.Button>
    </Tip>
  )
}

export interface ToolMenuProps {
  readonly label: string
  readonly trigger: ReactNode
  readonly className?: string | undefined
  readonly focusText: () => void
  readonly children: ReactNode
}

/** A button that opens a list; closing it gives the focus back to the text. */
export function ToolMenu({ label, trigger, className, focusText, children }: ToolMenuProps) {
  return (
    <MenuButton
      button={
        <RadixToolbar.Button className={`${css['tool'] ?? ''} ${className ?? ''}`} aria-label={label}>
          {trigger}
          <ChevronDown size={14} aria-hidden className={css['opens']} />
        </RadixToolbar.Button>
      }
      className={css['menu']}
      align="start"
      focusAfter={focusText}
    >
      {children}
    </MenuButton>
  )
}

export interface ToolItemProps {
  readonly id: DocumentCommandId | 'comment' | 'lock'
  readonly checked: boolean
  readonly icon: ReactNode
  readonly run: () => void
}

export function ToolItem({ id, checked, icon, run }: ToolItemProps) {
  const { CheckboxItem } = useMenuParts()
  const { t } = useMessages()
  const keys = shortcutTextOf(id, isMac())
  return (
    <CheckboxItem className={css['item']} data-command={id} checked={checked} onSelect={run}>
      <span className={css['itemIcon']}>{icon}</span>
      <span className={css[`sample-${id}`]}>{t(`document.command.${id}`)}</span>
      {keys !== null && (
        <kbd className={css['keys']} dir="ltr">
          {keys}
        </kbd>
      )}
    </CheckboxItem>
  )
}
