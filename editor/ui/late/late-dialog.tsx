import { useEffect, useId, useMemo, useState } from 'react'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { ApiLate, ApiLateEntry } from '#core/protocol/api.ts'
import { Dialog } from '../controls/dialog.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { useMembers } from '../suggestions/use-members.ts'
import { LateEntry } from './late-entry.tsx'
import css from './late-dialog.module.css'

export interface LateDialogProps {
  readonly document: string
  readonly group: string
  readonly me: string
  readonly role: Role
  readonly stage: Stage
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/**
 * What the server could not take of members' work and kept [UI372], and what became of the rest: a facilitator brings it
 * back, or lets it go with a reason; everybody else sees their own, and what was let go of it, by whom and why [UI659].
 */
export function LateDialog({ document, group, me, role, stage, open, onOpenChange }: LateDialogProps) {
  const { t, dateTime, parts } = useMessages()
  const { api } = useServices()
  const notices = useNotices()
  const gone = useId()
  const failureText = useFailureText()
  const [tray, setTray] = useState<ApiLate | null>(null)
  const people = useMemo(
    () => [
      ...new Set([
        ...(tray?.late ?? []).map(({ by }) => by),
        ...(tray?.dismissed ?? []).flatMap(({ by, author }) => [by, author]),
      ]),
    ],
    [tray],
  )
  const members = useMembers(group, people)
  const nameOf = (id: string): string => members.get(id)?.name ?? t('suggestions.formerMember')
  const mayManage = permits(role, stage, 'manage')

  /** Counts what was done here: the list is read again after it. */
  const [done, setDone] = useState(0)
  useEffect(() => {
    if (!open) return
    let wanted = true
    void api.late(document).then((read) => {
      if (!wanted) return
      if (read.ok) setTray(read.value)
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
    <Dialog
      wide
      open={open}
      onOpenChange={onOpenChange}
      title={t(mayManage ? 'late.title' : 'late.mine.title')}
      lead={t(mayManage ? 'late.lead' : 'late.mine.lead')}
    >
      {tray === null ? (
        <p role="status">{t('late.loading')}</p>
      ) : tray.late.length === 0 ? (
        <p role="status">
          {t(tray.dismissed.length > 0 ? 'late.noneWaits' : mayManage ? 'late.none' : 'late.mine.none')}
        </p>
      ) : (
        <ul className={css['list']}>
          {tray.late.map((entry) => (
            <LateEntry
              key={entry.id}
              entry={entry}
              author={nameOf(entry.by)}
              restore={mayManage ? restore : null}
              mayRestore={permits('facilitator', stage, 'suggest')}
              dismiss={dismiss}
            />
          ))}
        </ul>
      )}
      {tray !== null && tray.dismissed.length > 0 && (
        <section aria-labelledby={gone} className={css['gone']} data-testid="late-dismissed">
          <h3 id={gone} className={css['goneTitle']}>
            {t('late.gone')}
          </h3>
          <ul className={css['list']}>
            {tray.dismissed.toReversed().map((one) => (
              <li key={one.id} className={css['note']}>
                {one.author !== me && (
                  <>{parts('late.goneOf', { name: <Name key="name">{nameOf(one.author)}</Name> })} </>
                )}
                {parts('late.goneBy', {
                  name: <Name key="name">{nameOf(one.by)}</Name>,
                  when: <time key="when">{dateTime(one.at)}</time>,
                  reason: <bdi key="reason">{one.reason}</bdi>,
                })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  )
}
