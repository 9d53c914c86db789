import { useEffect, useMemo, useRef, useState } from 'react'
import type { ApiDecision } from '#core/protocol/api.ts'
import type { Permit } from './decision-permit.ts'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { cardWords } from './card-words.ts'
import { useMembers } from './use-members.ts'
import css from './decisions-dialog.module.css'

export interface DecisionsDialogProps {
  readonly document: string
  readonly group: string
  readonly permit: Permit
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

interface ActProps {
  readonly act: ApiDecision
  readonly nameOf: (member: string) => string
  /** Null where the reader may not take it back, or nobody can. */
  readonly takeBack: ((act: ApiDecision) => void) | null
}

/** Suggestions of one act that are listed at once. */
const LINES = 5

function Act({ act, nameOf, takeBack }: ActProps) {
  const { t, dateTime } = useMessages()
  const [all, setAll] = useState(false)
  const lines = all ? act.suggestions : act.suggestions.slice(0, LINES)
  const rest = act.suggestions.length - lines.length
  return (
    <li className={css['act']} data-decision={act.id}>
      <p className={css['who']}>
        <Name>{nameOf(act.by)}</Name> <time>{dateTime(act.at)}</time>
      </p>
      <ul>
        {lines.map(({ id, author, verdict, reason, words, undone }) => (
          <li key={id} className={css['line']} data-undone={undone === true}>
            <strong>{t(reason === 'deleted' ? 'decisions.deleted' : `decisions.${verdict}`)}</strong>{' '}
            <span dir="auto">
              {words === undefined
                ? t('decisions.wordless')
                : cardWords(t, { ...words, set: new Map(Object.entries(words.set)) })}
            </span>{' '}
            <span className={css['author']}>
              <Name>{nameOf(author)}</Name>
              {undone === true && ` · ${t('decisions.undone')}`}
            </span>
          </li>
        ))}
      </ul>
      <p className={css['acts']}>
        {rest > 0 && (
          <Button
            kind="plain"
            onClick={() => {
              setAll(true)
            }}
          >
            {t('decisions.rest', { count: rest })}
          </Button>
        )}
        {takeBack !== null && (
          <Button
            onClick={() => {
              takeBack(act)
            }}
          >
            {t('decisions.takeBack')}
          </Button>
        )}
      </p>
    </li>
  )
}

/** What was decided, newest first; each act can be taken back as long as nothing was built on it [UI443]. */
export function DecisionsDialog({ document, group, permit, open, onOpenChange }: DecisionsDialogProps) {
  const { t } = useMessages()
  const { api, sync } = useServices()
  const notices = useNotices()
  const failureText = useFailureText()
  const [acts, setActs] = useState<readonly ApiDecision[] | null>(null)
  const [next, setNext] = useState<number | null>(null)
  /** Counts what was done here: the list is read again after it. */
  const [done, setDone] = useState(0)
  const busy = useRef(false)
  const ids = useMemo(
    () => [
      ...new Set(
        (acts ?? []).flatMap(({ by, suggestions }) => [by, ...suggestions.map((one) => one.author)]),
      ),
    ],
    [acts],
  )
  const members = useMembers(group, ids)
  const nameOf = (member: string): string => members.get(member)?.name ?? t('suggestions.formerMember')

  useEffect(() => {
    if (!open) return
    let wanted = true
    void api.decisions(document).then((read) => {
      if (!wanted) return
      if (!read.ok) {
        notices.warn(failureText(read.error))
        return
      }
      setActs(read.value.decisions)
      setNext(read.value.next)
    })
    return () => {
      wanted = false
    }
  }, [api, document, done, failureText, notices, open])

  const more = async (after: number): Promise<void> => {
    const read = await api.decisions(document, after)
    if (!read.ok) {
      notices.warn(failureText(read.error))
      return
    }
    setActs([...(acts ?? []), ...read.value.decisions])
    setNext(read.value.next)
  }
  const takeBack = async ({ id }: ApiDecision): Promise<void> => {
    if (busy.current) return
    busy.current = true
    const undone = await api.undoDecision(document, id, { id: sync.createId() })
    busy.current = false
    if (undone.ok) notices.say(t('suggestions.undone', { count: undone.value.suggestions.length }))
    else notices.warn(failureText(undone.error))
    setDone((count) => count + 1)
  }

  return (
    <Dialog wide open={open} onOpenChange={onOpenChange} title={t('decisions.title')}>
      {acts === null ? (
        <p role="status">{t('late.loading')}</p>
      ) : acts.length === 0 ? (
        <p role="status">{t('decisions.none')}</p>
      ) : (
        <ul className={css['list']}>
          {acts.map((act) => (
            <Act
              key={act.id}
              act={act}
              nameOf={nameOf}
              takeBack={act.undoable && permit(act) ? (one) => void takeBack(one) : null}
            />
          ))}
        </ul>
      )}
      {next !== null && (
        <Button kind="plain" onClick={() => void more(next)}>
          {t('suggestions.more')}
        </Button>
      )}
    </Dialog>
  )
}
