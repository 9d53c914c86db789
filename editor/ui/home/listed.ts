import type { Stage } from '#core/access/stages.ts'
import type { ApiDocument } from '#core/protocol/api.ts'
import { foldText } from '#core/text/fold.ts'

/** In which order the texts of a group stand. */
export const ORDERS = ['changed', 'title', 'begun'] as const
export type Order = (typeof ORDERS)[number]

export interface ListWish {
  /** Every word of it is in the title, folded; blank: any title. */
  readonly query: string
  readonly stage: Stage | null
  readonly order: Order
  readonly pinned: ReadonlySet<string>
  /** For titles. */
  readonly locale: string
}

/** The texts that are asked for, pinned ones first, each part in the order that is asked for [UI881]. */
export const listed = (
  documents: readonly ApiDocument[],
  { query, stage, order, pinned, locale }: ListWish,
): readonly ApiDocument[] => {
  const words = foldText(query).split(/\s+/u)
  const found = documents.filter(
    ({ title, stage: its }) =>
      (stage === null || its === stage) && words.every((word) => foldText(title).includes(word)),
  )
  const titles = new Intl.Collator(locale, { numeric: true })
  const compare: Readonly<Record<Order, (a: ApiDocument, b: ApiDocument) => number>> = {
    changed: (a, b) => b.updatedAt - a.updatedAt,
    title: (a, b) => titles.compare(a.title, b.title),
    begun: (a, b) => b.createdAt - a.createdAt,
  }
  const rank = ({ id }: ApiDocument): number => (pinned.has(id) ? 0 : 1)
  return found.toSorted((a, b) => rank(a) - rank(b) || compare[order](a, b))
}
