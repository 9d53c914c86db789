import { ChevronDown } from 'lucide-react'
import { DropdownMenu, Toolbar as RadixToolbar } from 'radix-ui'
import type { ReactNode } from 'react'
import type { DocumentCommandId } from '../../extensions/keys/document-commands.ts'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import { useMessages } from '../locale-provider.tsx'
import { isMac } from './platform.ts'
import { Tip } from './tip.tsx'
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
    <DropdownMenu.Root modal={false}>
      <RadixToolbar.Button asChild>
        <DropdownMenu.Trigger className={`${css['tool'] ?? ''} ${className ?? ''}`} aria-label={label}>
          {trigger}
          <ChevronDown size={14} aria-hidden className={css['opens']} />
        </DropdownMenu.Trigger>
      </RadixToolbar.Button>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={css['menu']}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            focusText()
          }}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

export interface ToolItemProps {
  readonly id: DocumentCommandId | 'comment' | 'lock'
  readonly checked: boolean
  readonly icon: ReactNode
  readonly run: () => void
}

export function ToolItem({ id, checked, icon, run }: ToolItemProps) {
  const { t } = useMessages()
  const keys = shortcutTextOf(id, isMac())
  return (
    <DropdownMenu.CheckboxItem className={css['item']} data-command={id} checked={checked} onSelect={run}>
      <span className={css['itemIcon']}>{icon}</span>
      <span className={css[`sample-${id}`]}>{t(`document.command.${id}`)}</span>
      {keys !== null && (
        <kbd className={css['keys']} dir="ltr">
          {keys}
        </kbd>
      )}
    </DropdownMenu.CheckboxItem>
  )
}
