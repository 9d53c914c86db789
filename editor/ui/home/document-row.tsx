import { BookOpen, Copy, Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Role } from '#core/access/roles.ts'
import type { ApiDocument } from '#core/protocol/api.ts'
import type { ApiUnread } from '#core/protocol/api-since.ts'
import type { Result } from '#core/util/result.ts'
import type { ApiFailure } from '../../sync/api-client.ts'
import { Button } from '../controls/button.tsx'
import { Menu, MenuItem, MenuLine } from '../controls/menu.tsx'
import { useNotices } from '../controls/notices.tsx'
import { StageMark } from '../controls/stage-mark.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { isolated } from '../messages/translator.ts'
import { Name } from '../name.tsx'
import { Link, useNavigation } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { RenameDialog } from './later-dialogs.ts'
import css from './home.module.css'

export interface DocumentRowProps {
  readonly document: ApiDocument
  readonly role: Role
  /** What is new in it; null when nothing is, or nobody knows. */
  readonly unread: ApiUnread | null
  readonly reload: () => Promise<void>
}

/** A line of the table of contents: title, stage, last change, and what may be done with it. */
export function DocumentRow({ document, role, unread, reload }: DocumentRowProps) {
  const { t, since, dateTime } = useMessages()
  const { api, now } = useServices()
  const { go } = useNavigation()
  const { say, warn } = useNotices()
  const failureText = useFailureText()
  const [renaming, setRenaming] = useState(false)
  const facilitates = role === 'facilitator'
  const to = { name: role === 'viewer' ? ('read' as const) : ('document' as const), document: document.id }

  const act = async (action: Promise<Result<unknown, ApiFailure>>, done: () => void): Promise<void> => {
    const result = await action
    if (!result.ok) warn(failureText(result.error))
    else done()
    await reload()
  }

  return (
    <li className={css['row']}>
      <div>
        <Link to={to} className={css['rowTitle']}>
          <Name>{document.title}</Name>
        </Link>
        {unread !== null && <Unread unread={unread} />}
      </div>
      <div className={css['rowFacts']}>
        <StageMark stage={document.stage} />
        <span className={css['when']} title={dateTime(document.updatedAt)}>
          {t('home.updated', { when: since(document.updatedAt, now()) })}
        </span>
      </div>
      {role !== 'viewer' && (
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
          <MenuItem
            icon={<BookOpen size={16} aria-hidden />}
            onSelect={() => {
              go({ name: 'read', document: document.id })
            }}
          >
            {t('home.document.read')}
          </MenuItem>
          {facilitates && (
            <>
              <MenuItem
                icon={<Pencil size={16} aria-hidden />}
                onSelect={() => {
                  setRenaming(true)
                }}
              >
                {t('home.document.rename')}
              </MenuItem>
              <MenuItem
                icon={<Copy size={16} aria-hidden />}
                onSelect={() => void act(api.duplicateDocument(document.id), () => undefined)}
              >
                {t('home.document.duplicate')}
              </MenuItem>
              <MenuLine />
              <MenuItem
                icon={<Trash2 size={16} aria-hidden />}
                danger
                onSelect={() =>
                  void act(api.trashDocument(document.id), () => {
                    say(<Message id="home.trashed" values={{ title: <Name>{document.title}</Name> }} />)
                  })
                }
              >
                {t('home.document.trash')}
              </MenuItem>
            </>
          )}
        </Menu>
      )}
      {renaming && (
        <RenameDialog
          document={document}
          onClose={() => {
            setRenaming(false)
            void reload()
          }}
        />
      )}
    </li>
  )
}

/** «١٢ تغييرًا · ٣ تعليقات»: since the reader was there last [UI621]. */
function Unread({ unread }: { readonly unread: ApiUnread }) {
  const { t } = useMessages()
  const { turns, comments, mentions } = unread
  const words = [
    ...(turns > 0 ? [t('since.changes', { count: turns })] : []),
    ...(comments > 0 ? [t('since.comments', { count: comments })] : []),
    ...(mentions > 0 ? [t('since.unread.mentions')] : []),
  ]
  return (
    <p className={css['unread']} data-testid="row-unread">
      {words.join(' · ')}
    </p>
  )
}
