export const HISTORY_VIEWS = ['text', 'changes', 'authors', 'compare'] as const

/** How a moment is looked at: as it reads, what changed since the version before, who wrote it, beside another. */
export type HistoryView = (typeof HISTORY_VIEWS)[number]

/** What of a history is looked at. It stands in the fragment, so it can be sent to another member and Back works [UI680]. */
export interface HistoryPlace {
  readonly view: HistoryView
  /** The id of a version, or `seq-<number of the log>`; null is the text as it stands, whatever it becomes. */
  readonly moment: string | null
  /** The one it is compared with, likewise; null leaves the choice to the page. */
  readonly against: string | null
  /** The block that is pointed to. */
  readonly block: string | null
}

export const HISTORY_NOW: HistoryPlace = { view: 'text', moment: null, against: null, block: null }

const MAX_PART = 600

/** Reads a fragment; what is no place of ours counts as not said. */
export const readHistoryPlace = (hash: string): HistoryPlace => {
  const parts = new URLSearchParams(hash.startsWith('#') ? hash.slice(1) : hash)
  const part = (name: string): string | null => {
    const value = parts.get(name)
    return value === null || value === '' || value.length > MAX_PART ? null : value
  }
  return {
    view: HISTORY_VIEWS.find((view) => view === parts.get('show')) ?? 'text',
    moment: part('at'),
    against: part('with'),
    block: part('block'),
  }
}

/** The fragment with its `#`; empty for the text as it stands. */
export const historyFragment = ({ view, moment, against, block }: HistoryPlace): string => {
  const parts = new URLSearchParams()
  if (moment !== null) parts.set('at', moment)
  if (view !== 'text') parts.set('show', view)
  if (against !== null) parts.set('with', against)
  if (block !== null) parts.set('block', block)
  const fragment = parts.toString()
  return fragment === '' ? '' : `#${fragment}`
}
