import { SHORTCUTS, shortcutText } from '../../extensions/keys/shortcuts.ts'
import { Dialog } from '../controls/dialog.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isMac } from './platform.ts'
import css from './shortcuts-dialog.module.css'

export interface ShortcutsDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** Every shortcut, from the table that the handlers read [UI35]. */
export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const { t } = useMessages()
  const mac = isMac()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('document.shortcuts.title')}>
      <dl className={css['list']}>
        {SHORTCUTS.map((shortcut) => (
          <div key={shortcutText(shortcut, mac)} className={css['row']}>
            <dt>{t(`document.command.${shortcut.id}`)}</dt>
            <dd>
              <kbd className={css['keys']} dir="ltr">
                {shortcutText(shortcut, mac)}
              </kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
