import { bodyToEdit } from '#core/comments/mention-text.ts'
import { mentionedIn } from '#core/comments/mentioned.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import { useMessages } from '../locale-provider.tsx'
import { Link } from '../routing/navigation-provider.tsx'
import { useMembers } from '../suggestions/use-members.ts'
import { Blockers } from './blockers.tsx'
import { excerpt } from './excerpt.ts'
import css from './final-dialog.module.css'

export interface OpenThreadsProps {
  readonly document: string
  readonly group: string
  readonly ids: readonly string[]
  /** Those that this page knows. */
  readonly known: readonly ShownThread[]
  readonly acknowledged: ReadonlySet<string>
  readonly acknowledge: (ids: ReadonlySet<string>) => void
  readonly close: () => void
}

const bodyOf = (thread: ShownThread | undefined): string =>
  thread?.comments.find((comment) => comment.body !== undefined && comment.body !== null)?.body ?? ''

/** Discussions that stay open: each is marked as read, or all at once. */
export function OpenThreads(props: OpenThreadsProps) {
  const { t } = useMessages()
  const { document, group, ids, known, acknowledged, acknowledge, close } = props
  const bodies = new Map(known.map((thread) => [thread.id, bodyOf(thread)]))
  const members = useMembers(
    group,
    ids.flatMap((id) => mentionedIn(bodies.get(id) ?? '')),
  )
  if (ids.length === 0) return null
  const wordsOf = (id: string): string =>
    excerpt(bodyToEdit(bodies.get(id) ?? '', (member) => members.get(member)?.name ?? '…'))
  const put = (id: string, isRead: boolean): void => {
    const next = new Set(acknowledged)
    if (isRead) next.add(id)
    else next.delete(id)
    acknowledge(next)
  }
  return (
    <Blockers title={t('final.threads', { count: ids.length })} hint={t('final.threads.hint')} more={0}>
      {ids.length > 1 && (
        <li>
          <label className={css['check']}>
            <input
              type="checkbox"
              checked={ids.every((id) => acknowledged.has(id))}
              onChange={(event) => {
                acknowledge(new Set(event.target.checked ? ids : []))
              }}
            />
            <strong>{t('final.acknowledgeAll')}</strong>
          </label>
        </li>
      )}
      {ids.map((id) => (
        <li key={id} className={css['row']}>
          <label className={css['check']}>
            <input
              type="checkbox"
              checked={acknowledged.has(id)}
              onChange={(event) => {
                put(id, event.target.checked)
              }}
            />
            <span dir="auto">{wordsOf(id) || t('final.unknownThread')}</span>
          </label>
          <Link to={{ name: 'document', document, at: { thread: id } }} onClick={close}>
            {t('final.goTo')}
          </Link>
        </li>
      ))}
    </Blockers>
  )
}
