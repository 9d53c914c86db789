import { Pin } from 'lucide-react'
import type { Role } from '#core/access/roles.ts'
import type { ApiDocument, ApiMember } from '#core/protocol/api.ts'
import type { ApiUnread } from '#core/protocol/api-since.ts'
import { StageMark } from '../controls/stage-mark.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { Link } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { HerePeople } from './here-people.tsx'
import { RowMenu } from './row-menu.tsx'
import css from './home.module.css'

export interface DocumentRowProps {
  readonly document: ApiDocument
  readonly role: Role
  /** What is new in it; null when nothing is, or nobody knows. */
  readonly unread: ApiUnread | null
  /** The others who have it open. */
  readonly people: readonly ApiMember[]
  readonly isPinned: boolean
  readonly onPin: () => void
  readonly reload: () => Promise<void>
}

/** A line of the table of contents: title, what is new, who is here, stage, last change, and what may be done with it. */
export function DocumentRow({ document, role, unread, people, isPinned, onPin, reload }: DocumentRowProps) {
  const { t, since, dateTime } = useMessages()
  const { now } = useServices()
  const to = { name: role === 'viewer' ? ('read' as const) : ('document' as const), document: document.id }
  return (
    <li className={css['row']}>
      <div>
        <Link to={to} className={css['rowTitle']}>
          <Name>{document.title}</Name>
        </Link>
        {isPinned && (
          <span className={css['pinned']}>
            <Pin size={14} aria-hidden />
            <span className="unseen">{t('home.pinned')}</span>
          </span>
        )}
        {unread !== null && <Unread unread={unread} />}
      </div>
      {role !== 'viewer' && (
        <div className={css['rowHere']}>
          <HerePeople people={people} />
        </div>
      )}
      <div className={css['rowFacts']}>
        <StageMark stage={document.stage} />
        <span className={css['when']} title={dateTime(document.updatedAt)}>
          {t('home.updated', { when: since(document.updatedAt, now()) })}
        </span>
      </div>
      {role !== 'viewer' && (
        <RowMenu
          document={document}
          role={role}
          people={people}
          isPinned={isPinned}
          onPin={onPin}
          reload={reload}
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
