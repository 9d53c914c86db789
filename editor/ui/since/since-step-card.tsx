import { useContext, useSyncExternalStore, type ReactNode } from 'react'
import type { ApiMember } from '#core/protocol/api.ts'
import type { ApiBlockChange, ApiSuggestionDecided, ApiThreadNews } from '#core/protocol/api-since.ts'
import { assertNever } from '#core/util/assert.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { ShownAs, wayOfWords } from '../read/shown-as.ts'
import { CommentText } from '../threads/comment-text.tsx'
import type { SinceStep } from './since-steps.ts'
import css from './since.module.css'

export interface SinceStepCardProps {
  readonly step: SinceStep
  readonly members: ReadonlyMap<string, ApiMember>
  readonly threads: ThreadStore
  readonly me: string
}

/** One change in words: what, by whom, when. */
export function SinceStepCard({ step, members, threads, me }: SinceStepCardProps) {
  const { t, dateTime } = useMessages()
  const nameOf = (member: string): string => members.get(member)?.name ?? t('suggestions.formerMember')
  switch (step.kind) {
    case 'stage': {
      const { stage, by, at, reason } = step.change
      return (
        <>
          <Head
            what={t('since.stage', { stage: t(`stage.${stage}`) })}
            by={[nameOf(by)]}
            when={dateTime(at)}
          />
          {reason !== null && reason !== '' && (
            <p className={css['text']} dir="auto">
              {reason}
            </p>
          )}
        </>
      )
    }
    case 'decided':
      return <Decided decided={step.decided} nameOf={nameOf} me={me} />
    case 'block':
      return (
        <>
          <Head
            what={blockWords(t, step.change)}
            by={step.change.by.map(nameOf)}
            when={dateTime(step.change.at)}
          />
          <Pieces change={step.change} />
        </>
      )
    case 'thread':
      return <ThreadNews news={step.news} threads={threads} nameOf={nameOf} me={me} />
    default:
      return assertNever(step)
  }
}

type Say = ReturnType<typeof useMessages>['t']

const blockWords = (t: Say, { change, retyped, restyled, suggestions }: ApiBlockChange): string =>
  [
    t(`since.${change}`),
    ...(retyped ? [t('since.retyped')] : []),
    ...(restyled ? [t('since.restyled')] : []),
    ...(suggestions.length > 0 ? [t('since.suggestions', { count: suggestions.length })] : []),
  ].join(' · ')

function Head(props: {
  readonly what: string
  readonly by: readonly string[]
  readonly when: string | null
}) {
  const { what, by, when } = props
  return (
    <p className={css['head']}>
      <strong>{what}</strong>
      {by.map((name) => (
        <Name key={name}>{name}</Name>
      ))}
      {when !== null && <time>{when}</time>}
    </p>
  )
}

/** The words of the block, with what went struck out and what came underlined; of a long one what changed. */
function Pieces({ change }: { readonly change: ApiBlockChange }) {
  const { t } = useMessages()
  const shown = useContext(ShownAs)
  const { pieces } = change
  if (pieces.every(({ kind }) => kind === 'same') && change.change !== 'moved')
    return <p className={css['same']}>{t('since.unchanged')}</p>
  return (
    <p className={css['text']} {...wayOfWords(pieces.map(({ text }) => text).join(''), shown)}>
      {pieces.map(({ kind, text }, index): ReactNode => {
        // Pieces have no names: only their places tell them apart.
        if (kind === 'gone') return <del key={index}>{text}</del>
        if (kind === 'come') return <ins key={index}>{text}</ins>
        return <span key={index}>{shortened(text, index === 0, index === pieces.length - 1)}</span>
      })}
    </p>
  )
}

/** Characters of what stayed that are shown beside a change. */
const BESIDE = 60

/** What stayed, as far as it helps to see where a change is. */
const shortened = (text: string, isFirst: boolean, isLast: boolean): string => {
  const letters = Array.from(text)
  if (letters.length <= 2 * BESIDE) return text
  const start = isFirst ? '' : letters.slice(0, BESIDE).join('')
  const end = isLast ? '' : letters.slice(-BESIDE).join('')
  return isFirst && isLast ? `${letters.slice(0, 2 * BESIDE).join('')}…` : `${start}…${end}`
}

interface SpokenProps {
  readonly nameOf: (member: string) => string
  readonly me: string
}

function Decided({
  decided,
  nameOf,
  me,
}: SpokenProps & { readonly decided: readonly ApiSuggestionDecided[] }) {
  const { t } = useMessages()
  const by = [...new Set(decided.map((one) => one.by))].map(nameOf)
  return (
    <>
      <Head what={t('since.decided')} by={by} when={null} />
      <ul className={css['list']}>
        {(['accept', 'reject', 'withdraw'] as const).map((verdict) => {
          const alike = decided.filter((one) => one.verdict === verdict)
          const mine = alike.filter(({ author }) => author === me).length
          if (alike.length === 0) return null
          return (
            <li key={verdict}>
              {t(`since.decided.${verdict}`, { count: alike.length })}
              {mine > 0 && ` · ${t('since.decided.yours', { count: mine })}`}
            </li>
          )
        })}
      </ul>
    </>
  )
}

const newsWords = (t: Say, { isNew, comments, resolved, mentionsMe }: ApiThreadNews): string => {
  const what = isNew
    ? t('since.thread.new')
    : comments.length > 0
      ? t('since.thread.replies')
      : t(resolved === true ? 'since.thread.resolved' : 'since.thread.reopened')
  return mentionsMe ? `${what} · ${t('since.thread.mentions')}` : what
}

function ThreadNews({
  news,
  threads,
  nameOf,
  me,
}: SpokenProps & { readonly news: ApiThreadNews; readonly threads: ThreadStore }) {
  const { t, dateTime } = useMessages()
  const { threads: all } = useSyncExternalStore(threads.subscribe, threads.getSnapshot)
  const thread = all.find(({ id }) => id === news.thread)
  const said = (thread?.comments ?? []).filter(({ id }) => news.comments.includes(id))
  return (
    <>
      <Head what={newsWords(t, news)} by={[]} when={null} />
      {said.map(({ id, by, at, body }) => (
        <div key={id}>
          <Head what="" by={[nameOf(by)]} when={dateTime(at)} />
          {body !== null && <CommentText body={body} nameOf={nameOf} me={me} />}
        </div>
      ))}
    </>
  )
}
