import { useId, useState } from 'react'
import type { ApiLateEntry } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import css from './late-dialog.module.css'

export interface LateEntryProps {
  readonly entry: ApiLateEntry
  readonly author: string
  /** Null for who looks after their own work only. */
  readonly restore: ((entry: ApiLateEntry) => Promise<void>) | null
  /** False while the stage takes no suggestions: the work waits, and that is told. */
  readonly mayRestore: boolean
  readonly dismiss: (entry: ApiLateEntry, reason: string) => Promise<void>
}

/** One piece of refused work: whose, when, its words, and what is done with it, each time asked once. */
export function LateEntry({ entry, author, restore, mayRestore, dismiss }: LateEntryProps) {
  const { t, dateTime } = useMessages()
  const waits = useId()
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
      {!entry.returned && !mayRestore && (
        <p id={waits} className={css['note']}>
          {t('late.waits')}
        </p>
      )}
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
          {!entry.returned && restore !== null && (
            <Button
              aria-disabled={!mayRestore}
              aria-describedby={mayRestore ? undefined : waits}
              onClick={() => {
                if (mayRestore) void restore(entry)
              }}
            >
              {t('late.restore')}
            </Button>
          )}
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
