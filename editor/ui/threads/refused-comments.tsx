import { useCallback, useEffect, useSyncExternalStore } from 'react'
import { mentionedIn } from '#core/comments/mentioned.ts'
import { bodyToEdit } from '#core/comments/mention-text.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import type { OutboxEntry } from '../../sync/threads/thread-command.ts'
import { Button } from '../controls/button.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useMembers } from '../suggestions/use-members.ts'
import css from './refused-comments.module.css'

export interface RefusedCommentsProps {
  readonly store: ThreadStore
  readonly group: string
}

const bodyOf = ({ command }: OutboxEntry): string | null => ('body' in command ? command.body : null)

/**
 * What the server will not take as it is: why, with the words, to be sent again or let go [UI616]. Stands over the text,
 * also of who may not follow its discussions any more, and is said at once: nothing is lost unseen.
 */
export function RefusedComments({ store, group }: RefusedCommentsProps) {
  const { t } = useMessages()
  const refused = useSyncExternalStore(store.subscribe, () => store.getSnapshot().refused)
  const members = useMembers(
    group,
    refused.flatMap((entry) => mentionedIn(bodyOf(entry) ?? '')),
  )
  const nameOf = useCallback((member: string) => members.get(member)?.name ?? null, [members])
  const why = useWhy()
  const notices = useNotices()
  const newest = refused.at(-1)
  useEffect(() => {
    if (newest !== undefined) notices.warn(why(newest))
  }, [newest, notices, why])
  if (newest === undefined) return null
  return (
    <section className={css['list']} aria-label={t('threads.refused')} data-testid="refused-comments">
      <ul>
        {refused.map((entry) => (
          <Refused key={entry.id} entry={entry} store={store} nameOf={nameOf} />
        ))}
      </ul>
    </section>
  )
}

/** Why something was refused, in one sentence. */
const useWhy = (): ((entry: OutboxEntry) => string) => {
  const { t } = useMessages()
  return useCallback(
    (entry) => {
      const { refusal } = entry
      const reason = refusal === null ? '' : (refusal.message ?? t(`error.${refusal.code}`))
      return t(bodyOf(entry) === null ? 'threads.refusedAct' : 'threads.refusedOne', { reason })
    },
    [t],
  )
}

interface RefusedProps {
  readonly entry: OutboxEntry
  readonly store: ThreadStore
  readonly nameOf: (member: string) => string | null
}

function Refused({ entry, store, nameOf }: RefusedProps) {
  const { t } = useMessages()
  const why = useWhy()
  const body = bodyOf(entry)
  const words = body === null ? null : bodyToEdit(body, nameOf)
  return (
    <li className={css['entry']}>
      <p className={css['why']}>{why(entry)}</p>
      {words !== null && (
        <blockquote className={css['words']} dir="auto">
          {words}
        </blockquote>
      )}
      <p className={css['acts']}>
        <Button
          onClick={() => {
            store.again(entry.id)
          }}
        >
          {t('threads.again')}
        </Button>
        {words !== null && (
          <Button kind="plain" onClick={() => void navigator.clipboard.writeText(words)}>
            {t('threads.copy')}
          </Button>
        )}
        <Button
          kind="plain"
          onClick={() => {
            store.letGo(entry.id)
          }}
        >
          {t('threads.letGo')}
        </Button>
      </p>
    </li>
  )
}
