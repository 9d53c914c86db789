import { Ellipsis, Eye, EyeOff, Link, Pencil, Trash2 } from 'lucide-react'
import { Button } from '../controls/button.tsx'
import { Menu, MenuItem } from '../controls/menu.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './comment.module.css'

/** What the reader may do with one comment; null where it is not theirs to do. */
export interface CommentActs {
  readonly edit: (() => void) | null
  readonly remove: (() => void) | null
  readonly hide: (() => void) | null
  readonly unhide: (() => void) | null
  readonly copyLink: () => void
}

/** @param name whose comment it is. */
export function CommentMenu({ acts, name }: { readonly acts: CommentActs; readonly name: string }) {
  const { t } = useMessages()
  const { edit, remove, hide, unhide, copyLink } = acts
  return (
    <Menu
      trigger={
        <Button
          kind="plain"
          className={css['more']}
          aria-label={t('threads.more', { name })}
          icon={<Ellipsis size={16} aria-hidden />}
        />
      }
    >
      {edit !== null && (
        <MenuItem icon={<Pencil size={16} aria-hidden />} onSelect={edit}>
          {t('threads.edit')}
        </MenuItem>
      )}
      <MenuItem icon={<Link size={16} aria-hidden />} onSelect={copyLink}>
        {t('threads.copyLink')}
      </MenuItem>
      {hide !== null && (
        <MenuItem icon={<EyeOff size={16} aria-hidden />} onSelect={hide}>
          {t('threads.hide')}
        </MenuItem>
      )}
      {unhide !== null && (
        <MenuItem icon={<Eye size={16} aria-hidden />} onSelect={unhide}>
          {t('threads.unhide')}
        </MenuItem>
      )}
      {remove !== null && (
        <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onSelect={remove}>
          {t('threads.delete')}
        </MenuItem>
      )}
    </Menu>
  )
}
