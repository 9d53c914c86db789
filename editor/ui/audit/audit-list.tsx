import { useEffect, useRef } from 'react'
import type { ApiAuditEntry } from '#core/protocol/api-audit.ts'
import type { AuditWish } from '../../sync/api-client.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { AuditWords } from './audit-words.tsx'
import { DocumentTitle, MemberName, type Names } from './names.tsx'
import { useAudit } from './use-audit.ts'
import css from './audit.module.css'

export interface AuditListProps {
  readonly group: string
  readonly wish: AuditWish
  readonly names: Names
  readonly filtered: boolean
}

/** Entries under the days on which they were done, newest first; on its end in sight the next page comes [UI720]. */
export function AuditList({ group, wish, names, filtered }: AuditListProps) {
  const { t } = useMessages()
  const failureText = useFailureText()
  const [{ entries, next, busy, failure }, more] = useAudit(group, wish)
  const end = useRef<HTMLDivElement>(null)
  const hasMore = next !== null && !busy && failure === null

  useEffect(() => {
    const mark = end.current
    if (mark === null || !hasMore) return
    const watch = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) more()
      },
      { rootMargin: '400px' },
    )
    watch.observe(mark)
    return () => {
      watch.disconnect()
    }
  }, [hasMore, more])

  return (
    <>
      {daysOf(entries).map(([day, those]) => (
        <Day key={`${day} ${those[0]?.number}`} entries={those} names={names} />
      ))}
      <div ref={end} className={css['end']}>
        {failure !== null && <p role="alert">{failureText(failure)}</p>}
        <p role="status">
          {busy
            ? t('audit.loading')
            : next === null && failure === null
              ? t(entries.length > 0 ? 'audit.begin' : filtered ? 'audit.none' : 'audit.empty')
              : ''}
        </p>
        {next !== null && !busy && <Button onClick={more}>{t('audit.older')}</Button>}
      </div>
    </>
  )
}

const dayOf = (time: number): string => new Date(time).toDateString()

/** Neighbours of one day together: the order is that of the chain, whatever the clocks say. */
const daysOf = (
  entries: readonly ApiAuditEntry[],
): readonly (readonly [day: string, entries: readonly ApiAuditEntry[]])[] => {
  const days: [string, ApiAuditEntry[]][] = []
  for (const entry of entries) {
    const last = days.at(-1)
    if (last?.[0] === dayOf(entry.at)) last[1].push(entry)
    else days.push([dayOf(entry.at), [entry]])
  }
  return days
}

function Day({ entries, names }: { readonly entries: readonly ApiAuditEntry[]; readonly names: Names }) {
  const { date } = useMessages()
  return (
    <section className={css['daySection']}>
      <h2 className={css['dayTitle']}>{date(entries[0]?.at ?? 0)}</h2>
      <ol className={css['entries']} reversed>
        {entries.map((entry) => (
          <Entry key={entry.number} entry={entry} names={names} />
        ))}
      </ol>
    </section>
  )
}

function Entry({ entry, names }: { readonly entry: ApiAuditEntry; readonly names: Names }) {
  const { t, number, locale } = useMessages()
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(entry.at)
  const { reason } = entry.details
  return (
    <li className={css['entry']} data-act={entry.act}>
      <time className={css['time']} dateTime={new Date(entry.at).toISOString()}>
        {time}
      </time>
      <div className={css['said']}>
        <p>
          <Message
            id="audit.line"
            values={{
              name: (
                <strong>
                  <MemberName id={entry.by} names={names} />
                </strong>
              ),
              words: <AuditWords entry={entry} names={names} />,
            }}
          />
        </p>
        {entry.document !== null && (
          <p className={css['where']}>
            <DocumentTitle id={entry.document} names={names} />
          </p>
        )}
        {typeof reason === 'string' && reason !== '' && (
          <p className={css['where']}>
            <Message id="audit.reason" values={{ reason: <Name>{reason}</Name> }} />
          </p>
        )}
      </div>
      <span className={css['number']} title={entry.hash}>
        <span className="unseen">{t('audit.number', { number: number(entry.number) })}</span>
        <span aria-hidden>{number(entry.number)}</span>
      </span>
    </li>
  )
}
