import type { ApiDocument, ApiMember } from '#core/protocol/api.ts'
import type { AuditWish } from '../../sync/api-client.ts'
import { Button } from '../controls/button.tsx'
import { SelectField, TextField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { actsOf, AUDIT_KINDS, type AuditKind } from './audit-kinds.ts'
import css from './audit.module.css'

/** What a facilitator looks for; empty is everything. Days are `YYYY-MM-DD`, as the browser's field gives them. */
export interface AuditFilter {
  readonly kind: AuditKind | ''
  readonly member: string
  readonly document: string
  readonly from: string
  readonly to: string
}

export const NO_FILTER: AuditFilter = { kind: '', member: '', document: '', from: '', to: '' }

export const isFiltered = (filter: AuditFilter): boolean =>
  Object.values(filter).some((value) => value !== '')

/** When the day begins where the reader is; undefined while none is chosen. */
const dayStart = (day: string, days = 0): number | undefined => {
  if (day === '') return undefined
  const [year = Number.NaN, month = 1, date = 1] = day.split('-').map(Number)
  const at = new Date(year, month - 1, date + days).getTime()
  return Number.isNaN(at) ? undefined : Math.max(0, at)
}

export const wishOf = ({ kind, member, document, from, to }: AuditFilter): AuditWish => {
  const [first, after] = [dayStart(from), dayStart(to, 1)]
  return {
    ...(kind === '' ? {} : { acts: actsOf(kind) }),
    ...(member === '' ? {} : { member }),
    ...(document === '' ? {} : { document }),
    ...(first === undefined ? {} : { from: first }),
    ...(after === undefined ? {} : { to: after - 1 }),
  }
}

export interface AuditFiltersProps {
  readonly filter: AuditFilter
  readonly members: readonly ApiMember[]
  readonly documents: readonly ApiDocument[]
  readonly onChange: (filter: AuditFilter) => void
}

/** Which kinds, whose acts, about which text, in which days [UI721]. */
export function AuditFilters({ filter, members, documents, onChange }: AuditFiltersProps) {
  const { t } = useMessages()
  const kinds = AUDIT_KINDS.map((kind) => ({ value: kind, label: t(`audit.kind.${kind}`) }))
  return (
    <div className={css['filters']} role="group" aria-label={t('audit.filters')}>
      <SelectField<AuditKind | ''>
        label={t('audit.kind')}
        value={filter.kind}
        options={[{ value: '', label: t('audit.kind.all') }, ...kinds]}
        onChange={(kind) => {
          onChange({ ...filter, kind })
        }}
      />
      <SelectField
        label={t('audit.member')}
        value={filter.member}
        options={[
          { value: '', label: t('audit.member.all') },
          ...members.map(({ id, name, removed }) => ({
            value: id,
            label: removed === true ? `${name} (${t('audit.former')})` : name,
          })),
        ]}
        onChange={(member) => {
          onChange({ ...filter, member })
        }}
      />
      <SelectField
        label={t('audit.document')}
        value={filter.document}
        options={[
          { value: '', label: t('audit.document.all') },
          ...documents.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(document) => {
          onChange({ ...filter, document })
        }}
      />
      <TextField
        label={t('audit.from')}
        type="date"
        className={css['day']}
        value={filter.from}
        onChange={(event) => {
          onChange({ ...filter, from: event.target.value })
        }}
      />
      <TextField
        label={t('audit.to')}
        type="date"
        className={css['day']}
        value={filter.to}
        onChange={(event) => {
          onChange({ ...filter, to: event.target.value })
        }}
      />
      {isFiltered(filter) && (
        <Button
          kind="plain"
          className={css['clear']}
          onClick={() => {
            onChange(NO_FILTER)
          }}
        >
          {t('audit.clear')}
        </Button>
      )}
    </div>
  )
}
