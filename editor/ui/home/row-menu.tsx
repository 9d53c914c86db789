import { BookOpen, Copy, Ellipsis, Pencil, Pin, PinOff, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { ApiDocument, ApiMember } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { Menu, MenuHead, MenuItem, MenuLine } from '../controls/menu.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { isolated } from '../messages/translator.ts'
import { Name } from '../name.tsx'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { DuplicateDialog, RenameDialog } from './later-dialogs.ts'
import css from './home.module.css'

export interface RowMenuProps {
  readonly document: ApiDocument
  readonly role: Role
  /** The others who have it open. */
  readonly people: readonly ApiMember[]
  readonly isPinned: boolean
  readonly onPin: () => void
  readonly reload: () => Promise<void>
}

/** What may be done with a text of the list, and who is in it. */
export function RowMenu({ document, role, people, isPinned, onPin, reload }: RowMenuProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const { go } = useNavigation()
  const { say, warn } = useNotices()
  const failureText = useFailureText()
  const [asking, setAsking] = useState<'title' | 'copy' | null>(null)
  const { stage } = document
  const manages = permits(role, stage, 'manage')
  const renames = (manages || permits(role, stage, 'write')) && stage !== 'final'
  const begins = permits(role, 'drafting', 'write')

  const trash = async (): Promise<void> => {
    const done = await api.trashDocument(document.id)
    if (done.ok) say(<Message id="home.trashed" values={{ title: <Name>{document.title}</Name> }} />)
    else warn(failureText(done.error))
    await reload()
  }
  const close = (): void => {
    setAsking(null)
    void reload()
  }

  return (
    <>
      <Menu
        trigger={
          <Button
            kind="plain"
            className={css['rowMenu']}
            icon={<Ellipsis size={18} aria-hidden />}
            aria-label={t('home.document.menu', { title: isolated(document.title) })}
          />
        }
      >
        {people.length > 0 && (
          <>
            <MenuHead>
              {t('home.here')}{' '}
              {people.map(({ id, name }, index) => (
                <span key={id}>
                  {index > 0 && t('home.here.and')}
                  <Name>{name}</Name>
                </span>
              ))}
            </MenuHead>
            <MenuLine />
          </>
        )}
        <MenuItem
          icon={isPinned ? <PinOff size={16} aria-hidden /> : <Pin size={16} aria-hidden />}
          onSelect={onPin}
        >
          {t(isPinned ? 'home.document.unpin' : 'home.document.pin')}
        </MenuItem>
        <MenuItem
          icon={<BookOpen size={16} aria-hidden />}
          onSelect={() => {
            go({ name: 'read', document: document.id })
          }}
        >
          {t('home.document.read')}
        </MenuItem>
        {renames && (
          <MenuItem
            icon={<Pencil size={16} aria-hidden />}
            onSelect={() => {
              setAsking('title')
            }}
          >
            {t('home.document.rename')}
          </MenuItem>
        )}
        {begins && (
          <MenuItem
            icon={<Copy size={16} aria-hidden />}
            onSelect={() => {
              setAsking('copy')
            }}
          >
            {t('home.document.duplicate')}
          </MenuItem>
        )}
        {manages && (
          <>
            <MenuLine />
            <MenuItem icon={<Trash2 size={16} aria-hidden />} danger onSelect={() => void trash()}>
              {t('home.document.trash')}
            </MenuItem>
          </>
        )}
      </Menu>
      {asking === 'title' && <RenameDialog document={document} onClose={close} />}
      {asking === 'copy' && <DuplicateDialog document={document} onClose={close} />}
    </>
  )
}
