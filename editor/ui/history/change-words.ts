import type { ApiTextBlock } from '#core/protocol/api.ts'
import type { MessageKey } from '../messages/catalogue.ts'
import type { Translator } from '../messages/translator.ts'
import type { ComparisonRow } from './comparison-rows.ts'

type KindKey = Extract<MessageKey, `history.kind.${string}`>

const kindKey = ({ kind, level, list }: ApiTextBlock): KindKey => {
  switch (kind) {
    case 'heading':
      return `history.kind.heading${level ?? 1}`
    case 'item':
      return list === 'ordered' ? 'history.kind.ordered' : 'history.kind.bullet'
    case 'paragraph':
    case 'quote':
      return `history.kind.${kind}`
  }
}

/** What happened to a block, in words; null for one that is as it was [UI684]. */
export const changeWords = (t: Translator['t'], row: ComparisonRow): string | null => {
  if (row.kind === 'left') return t(row.way === 'down' ? 'history.change.leftDown' : 'history.change.leftUp')
  const { block, way } = row
  const { change, retyped, restyled, before, after } = block
  if (change === 'same') return null
  const what =
    change === 'moved' && way !== null
      ? t(way === 'down' ? 'history.change.movedDown' : 'history.change.movedUp')
      : t(`history.change.${change}`)
  const isOther = before !== null && after !== null && kindKey(before) !== kindKey(after)
  return [
    what,
    ...(retyped && isOther
      ? [t('history.change.retyped', { before: t(kindKey(before)), after: t(kindKey(after)) })]
      : []),
    ...(restyled || (retyped && !isOther) ? [t('history.change.restyled')] : []),
  ].join(' · ')
}
