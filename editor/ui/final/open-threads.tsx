import { bodyPieces } from '#core/comments/mention-text.ts'
import type { ShownThread } from '../../sync/threads/shown-threads.ts'
import { useMessages } from '../locale-provider.tsx'
import { Link } from '../routing/navigation-provider.tsx'
import { Blockers } from './blockers.tsx'
import { excerpt } from './excerpt.ts'
import css from './final-dialog.module.css'

export interface OpenThreadsProps {
  readonly document: string
  readonly ids: readonly string[]
  /** Those that this page knows. */
  readonly known: readonly ShownThread[]
  readonly acknowledged: ReadonlySet<string>
  readonly acknowledge: (ids: ReadonlySet<string>) => void
  readonly close: () => void
}

const wordsOf = (thread: ShownThread | undefined): string => {
  const body = thread?.comments.find((comment) => comment.body !== undefined && comment.body !== null)?.body
  const pieces = bodyPieces(body ?? '')
  return excerpt(pieces.map((piece) => (piece.kind === 'text' ? piece.text : '@…')).join(''))
}

/** Discussions that stay open: each is marked as read, or all at once. */
export function OpenThreads(props: OpenThreadsProps) {
  const { t } = useMessages()
  const { document, ids, known, acknowledged, acknowledge, close } = props
  if (ids.length === 0) return null
  const byId = new Map(known.map((thread) => [thread.id, thread]))
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
            <span dir="auto">{wordsOf(byId.get(id)) || t('final.unknownThread')}</span>
          </label>
          <Link to={{ name: 'document', document, at: { thread: id } }} onClick={close}>
            {t('final.goTo')}
          </Link>
        </li>
      ))}
    </Blockers>
  )
}
