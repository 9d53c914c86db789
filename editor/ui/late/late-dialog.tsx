import { useEffect, useMemo, useState } from 'react'
import type { ApiLateEntry } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { TextField } from '../controls/field.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { useMembers } from '../suggestions/use-members.ts'
import css from './late-dialog.module.css'

interface EntryProps {
  readonly entry: ApiLateEntry
  readonly author: string
  readonly restore: (entry: ApiLateEntry) => Promise<void>
  readonly dismiss: (entry: ApiLateEntry, reason: string) => Promise<void>
}

function Entry({ entry, author, restore, dismiss }: EntryProps) {
  const { t, dateTime } = useMessages()
  const [asking, setAsking] = useState(false)
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  return (
    <li className={css['entry']} data-late={entry.id}>
      <p className={css['who']}>
        <Name>{author}</Name> <time>{dateTime(entry.at)}</time>
      </p>
      {entry.text === '' ? (
        <p className={css['note']}>{t('document.setAside.noWords')}</p>
      ) : (
        <blockquote className={css['words']}>{entry.text}</blockquote>
      )}
      {entry.returned && <p className={css['note']}>{t('late.returned')}</p>}
      {asking ? (
        <form
          className={css['reason']}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim() === '') setError(t('late.reason-missing'))
            else void dismiss(entry, reason.trim())
          }}
        >
          <TextField
            label={t('late.reason')}
            value={reason}
            error={error}
            maxLength={2_000}
            autoFocus
            dir="auto"
            onChange={(event) => {
              setReason(event.target.value)
              setError(null)
            }}
          />
          <p className={css['acts']}>
            <Button kind="primary" type="submit">
              {t('late.dismiss')}
            </Button>
            <Button
              kind="plain"
              onClick={() => {
                setAsking(false)
              }}
            >
              {t('app.cancel')}
            </Button>
          </p>
        </form>
      ) : (
        <p className={css['acts']}>
          {!entry.returned && <Button onClick={() => void restore(entry)}>{t('late.restore')}</Button>}
          <Button
            kind="plain"
            onClick={() => {
              setAsking(true)
            }}
          >
            {t('late.dismiss')}…
          </Button>
        </p>
      )}
    </li>
  )
}

export interface LateDialogProps {
  readonly document: string
  readonly group: string
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** What the server could not take of members' work and kept: a facilitator brings it back, or lets it go [UI372]. */
export function LateDialog({ document, group, open, onOpenChange }: LateDialogProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const notices = useNotices()
  const failureText = useFailureText()
  const [entries, setEntries] = useState<readonly ApiLateEntry[] | null>(null)
  const authors = useMemo(() => [...new Set((entries ?? []).map(({ by }) => by))], [entries])
  const members = useMembers(group, authors)

  /** Counts what was done here: the list is read again after it. */
  const [done, setDone] = useState(0)
  useEffect(() => {
    if (!open) return
    let wanted = true
    void api.late(document).then((read) => {
      if (!wanted) return
      if (read.ok) setEntries(read.value)
      else notices.warn(failureText(read.error))
    })
    return () => {
      wanted = false
    }
  }, [api, document, done, failureText, notices, open])

  const restore = async (entry: ApiLateEntry): Promise<void> => {
    const restored = await api.restoreLate(document, entry.id)
    if (!restored.ok) notices.warn(failureText(restored.error))
    else {
      const { suggestions, unplaced } = restored.value
      if (suggestions.length > 0) notices.say(t('late.restored', { count: suggestions.length }))
      if (unplaced.length > 0) notices.warn(t('late.unplaced', { count: unplaced.length }))
    }
    setDone((count) => count + 1)
  }
  const dismiss = async (entry: ApiLateEntry, reason: string): Promise<void> => {
    const dismissed = await api.dismissLate(document, entry.id, reason)
    if (!dismissed.ok) notices.warn(failureText(dismissed.error))
    setDone((count) => count + 1)
  }

  return (
    <Dialog wide open={open} onOpenChange={onOpenChange} title={t('late.title')} lead={t('late.lead')}>
      {entries === null ? (
        <p role="status">{t('late.loading')}</p>
      ) : entries.length === 0 ? (
        <p role="status">{t('late.none')}</p>
      ) : (
        <ul className={css['list']}>
          {entries.map((entry) => (
            <Entry
              key={entry.id}
              entry={entry}
              author={members.get(entry.by)?.name ?? t('suggestions.formerMember')}
              restore={restore}
              dismiss={dismiss}
            />
          ))}
        </ul>
      )}
    </Dialog>
  )
}
