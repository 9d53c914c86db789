import type { ReactNode } from 'react'
import { isRole } from '#core/access/roles.ts'
import { isStage } from '#core/access/stages.ts'
import { isLockKind } from '#core/locks/section-lock.ts'
import { isDocumentDigits } from '#core/schema/numbering.ts'
import { isDocumentLanguage } from '#core/text/language.ts'
import type { ApiAuditEntry } from '#core/protocol/api-audit.ts'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import type { Translator } from '../messages/translator.ts'
import { isKnownAct } from './audit-kinds.ts'
import { MemberName, type Names } from './names.tsx'

const SETTINGS = ['viewersSeeAuthors', 'mailMayQuote', 'filesMayName', 'language', 'digits'] as const
const VIEWS = ['original', 'accepted', 'marked', 'redline'] as const

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const count = (value: unknown): number => (typeof value === 'number' ? value : 0)

const roleName = (t: Translator['t'], value: unknown): string =>
  isRole(value) ? t(`role.${value}`) : text(value)

const decidedWords = ({ t, locale }: Translator, details: ApiAuditEntry['details']): string => {
  const parts = (['accepted', 'rejected', 'withdrawn'] as const)
    .map((what) => t(`audit.${what}`, { count: count(details[what]) }))
    .filter((words) => words !== '')
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts)
}

/** What a setting is set to: a language or digits of a text, or on and off. */
const settingWords = (t: Translator['t'], value: unknown): string => {
  if (isDocumentLanguage(value)) return t(`settings.language.${value}`)
  if (isDocumentDigits(value)) return t(`settings.digits.${value}`)
  return t(value === 'on' ? 'audit.on' : 'audit.off')
}

/** What an entry says, after the name of who did it [UI720]. */
export function AuditWords({ entry, names }: { readonly entry: ApiAuditEntry; readonly names: Names }) {
  const translator = useMessages()
  const { t } = translator
  const { act, details } = entry
  if (!isKnownAct(act)) return t('audit.act.unknown', { act })
  const stage = details['stage']
  const kind = details['kind']
  const setting = SETTINGS.find((one) => one === details['setting'])
  const view = VIEWS.find((one) => one === details['view'])
  const values: Readonly<Record<string, ReactNode>> = {
    member: <MemberName id={text(details['member'])} names={names} />,
    role: roleName(t, details['role']),
    from: roleName(t, details['from']),
    to: roleName(t, details['to']),
    stage: isStage(stage) ? t(`stage.${stage}`) : text(stage),
    kind: isLockKind(kind) ? t(`audit.lock.${kind}`) : text(kind),
    setting: setting === undefined ? text(details['setting']) : t(`audit.setting.${setting}`),
    value: settingWords(t, details['value']),
    format: text(details['format']),
    view: view === undefined ? text(details['view']) : t(`audit.view.${view}`),
    number: translator.number(count(details['number'])),
    what: decidedWords(translator, details),
  }
  return (
    <Counted
      id={`audit.act.${act}`}
      values={values}
      count={count(details['uses'] ?? details['suggestions'])}
    />
  )
}

/** Numbers choose the form of a plural, so they are handed on as such. */
function Counted(props: {
  readonly id: Parameters<Translator['t']>[0]
  readonly values: Readonly<Record<string, ReactNode>>
  readonly count: number
}) {
  return <Message id={props.id} values={{ ...props.values, count: props.count }} />
}
