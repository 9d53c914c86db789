import { Search } from 'lucide-react'
import { STAGES, type Stage } from '#core/access/stages.ts'
import { SelectField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import { ORDERS, type Order } from './listed.ts'
import css from './list-tools.module.css'

export interface ListToolsProps {
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly stage: Stage | null
  readonly onStage: (stage: Stage | null) => void
  readonly order: Order
  readonly onOrder: (order: Order) => void
}

/** Finds a text among many: by words of its title, by its stage, by when it changed. */
export function ListTools({ query, onQuery, stage, onStage, order, onOrder }: ListToolsProps) {
  const { t } = useMessages()
  return (
    <search className={css['tools']}>
      <label className={css['search']}>
        <Search size={16} aria-hidden />
        <span className="unseen">{t('home.find')}</span>
        <input
          type="search"
          value={query}
          placeholder={t('home.find')}
          dir="auto"
          autoComplete="off"
          onChange={(event) => {
            onQuery(event.target.value)
          }}
        />
      </label>
      <SelectField<Stage | 'all'>
        label={t('home.stage')}
        quiet
        value={stage ?? 'all'}
        options={[
          { value: 'all', label: t('home.stage.all') },
          ...STAGES.map((one) => ({ value: one, label: t(`stage.${one}`) })),
        ]}
        onChange={(chosen) => {
          onStage(chosen === 'all' ? null : chosen)
        }}
      />
      <SelectField<Order>
        label={t('home.order')}
        quiet
        value={order}
        options={ORDERS.map((one) => ({ value: one, label: t(`home.order.${one}`) }))}
        onChange={onOrder}
      />
    </search>
  )
}
