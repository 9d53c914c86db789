import { SHORTCUTS, shortcutText, type ShortcutId } from '../../extensions/keys/shortcuts.ts'
import { Dialog } from '../controls/dialog.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isMac } from './platform.ts'
import css from './shortcuts-dialog.module.css'

export interface ShortcutsDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Each command once, in the order of the table: some have two ways. */
const COMMANDS: readonly ShortcutId[] = [...new Set(SHORTCUTS.map((shortcut) => shortcut.id))]

/** Every shortcut, from the table that the handlers read [UI35]. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const { t } = useMessages()
  const mac = isMac()
  return (
    <Dialog wide="most" open={open} onOpenChange={onOpenChange} title={t('document.shortcuts.title')}>
      <dl className={css['list']}>
        {COMMANDS.map((id) => (
          <div key={id} className={css['row']}>
            <dt>{t(`document.command.${id}`)}</dt>
            <dd className={css['ways']}>
              {SHORTCUTS.filter((shortcut) => shortcut.id === id).map((shortcut) => (
                <kbd key={shortcut.code} className={css['keys']} dir="ltr">
                  {shortcutText(shortcut, mac)}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
