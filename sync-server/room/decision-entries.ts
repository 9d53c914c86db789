import {
  DECISION_REASONS,
  DECISION_VERDICTS,
  type DecidedWords,
  type DecisionReason,
  type DecisionVerdict,
} from '#core/protocol/decision.ts'
import { CARD_KINDS } from '#core/suggestions/cards.ts'
import type { ItemRange } from '#core/shared-doc/item-range.ts'
import type { InsertedWork } from '#core/shared-doc/suggested-items.ts'
import type {
  DecidedCell,
  DecidedMarker,
  DecidedParts,
  DecidedStretch,
  Entries,
} from '#core/shared-doc/decided-stretches.ts'
import { isFields } from '#core/util/fields.ts'

export interface DecidedSuggestion {
  readonly id: string
  /** Member id of who proposed it. */
  readonly author: string
  readonly verdict: DecisionVerdict
  readonly reason: DecisionReason
  /** Of an insertion: what is typed on in it later is known by this [SUG404]. */
  readonly work?: InsertedWork
  /** What it said; in the log alone. */
  readonly words?: DecidedWords
}

/** What the log keeps about decisions; who and when stand on the log entry. */
export type DecisionEntry =
  | {
      readonly type: 'decided'
      /** The id of the command: a second one of this id does nothing. */
      readonly id: string
      readonly suggestions: readonly DecidedSuggestion[]
      /** What it takes to undo it; null where that is not kept. */
      readonly parts: DecidedParts | null
    }
  | {
      readonly type: 'undone'
      readonly id: string
      readonly decision: string
      readonly suggestions: readonly string[]
    }
  /** Late work under a decided id is pending under another one. */
  | { readonly type: 'renamed'; readonly from: string; readonly to: string; readonly author: string }

/** Every item as `read` has it; null when one of them is none. */
const list = <T>(value: unknown, read: (item: unknown) => T | null): readonly T[] | null => {
  if (!Array.isArray(value)) return null
  const items: readonly unknown[] = value
  const found = items.map(read).filter((item) => item !== null)
  return found.length === items.length ? found : null
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const itemRange = (value: unknown): ItemRange | null => {
  if (!Array.isArray(value)) return null
  const [client, clock, length]: readonly unknown[] = value
  if (typeof client !== 'number' || typeof clock !== 'number' || typeof length !== 'number') return null
  return [client, clock, length]
}

const workOf = (value: unknown): InsertedWork | null => {
  if (!isFields(value) || typeof value['at'] !== 'number') return null
  const items = list(value['items'], itemRange)
  const [ends, markers] = [list(value['ends'], itemRange), list(value['markers'], itemRange)]
  if (items === null) return null
  return {
    at: value['at'],
    items,
    ...(ends === null ? {} : { ends }),
    ...(markers === null ? {} : { markers }),
  }
}

const wordsOf = (value: unknown): DecidedWords | null => {
  if (!isFields(value)) return null
  const kind = CARD_KINDS.find((one) => one === value['kind'])
  const [before, after] = [text(value['before']), text(value['after'])]
  if (kind === undefined || before === null || after === null || !isFields(value['set'])) return null
  return { kind, before, after, set: value['set'] }
}

const suggestion = (value: unknown): DecidedSuggestion | null => {
  if (!isFields(value)) return null
  const verdict = DECISION_VERDICTS.find((one) => one === value['verdict'])
  const reason = DECISION_REASONS.find((one) => one === value['reason'])
  const [id, author] = [text(value['id']), text(value['author'])]
  if (verdict === undefined || reason === undefined || id === null || author === null) return null
  const work = workOf(value['work'])
  const words = wordsOf(value['words'])
  return {
    id,
    author,
    verdict,
    reason,
    ...(work === null ? {} : { work }),
    ...(words === null ? {} : { words }),
  }
}

const entries = (value: unknown): Entries | null => (isFields(value) ? value : null)

const cell = (value: unknown): DecidedCell | null => {
  const before = isFields(value) ? entries(value['before']) : null
  if (!isFields(value) || before === null) return null
  if (value['kind'] === 'marker') return { kind: 'marker', before }
  const content = text(value['text'])
  if (value['kind'] !== 'text' || content === null) return null
  return { kind: 'text', text: content, before, after: entries(value['after']) }
}

const stretch = (value: unknown): DecidedStretch | null => {
  if (!isFields(value)) return null
  const [ids, cells] = [list(value['ids'], text), list(value['cells'], cell)]
  if (ids === null || cells === null || !isFields(value['start']) || !isFields(value['end'])) return null
  return { ids, start: value['start'], end: value['end'], cells }
}

const marker = (value: unknown): DecidedMarker | null => {
  if (!isFields(value)) return null
  const [ids, bid] = [list(value['ids'], text), text(value['bid'])]
  const [before, after] = [entries(value['before']), entries(value['after'])]
  return ids === null || bid === null || before === null || after === null
    ? null
    : { ids, bid, before, after }
}

const parts = (value: unknown): DecidedParts | null => {
  if (!isFields(value)) return null
  const [stretches, markers] = [list(value['stretches'], stretch), list(value['markers'], marker)]
  return stretches === null || markers === null ? null : { stretches, markers }
}

/** Takes the JSON of a log entry or of a snapshot for an entry about decisions; null when it is none. */
export const readDecisionEntry = (value: unknown): DecisionEntry | null => {
  if (!isFields(value)) return null
  switch (value['type']) {
    case 'decided': {
      const [id, suggestions] = [text(value['id']), list(value['suggestions'], suggestion)]
      if (id === null || suggestions === null) return null
      return { type: 'decided', id, suggestions, parts: parts(value['parts']) }
    }
    case 'undone': {
      const [id, decision] = [text(value['id']), text(value['decision'])]
      const suggestions = list(value['suggestions'], text)
      if (id === null || decision === null || suggestions === null) return null
      return { type: 'undone', id, decision, suggestions }
    }
    case 'renamed': {
      const [from, to, author] = [text(value['from']), text(value['to']), text(value['author'])]
      return from === null || to === null || author === null ? null : { type: 'renamed', from, to, author }
    }
    default:
      return null
  }
}
