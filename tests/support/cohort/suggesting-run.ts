import { seededRandom } from '../seeded-random.ts'

/** What a person does to the text; in suggest mode each becomes a proposal. */
const EDIT_WEIGHTS = {
  type: 26,
  delete: 8,
  replace: 8,
  split: 6,
  join: 4,
  retype: 4,
  style: 4,
  paste: 3,
  move: 2,
  break: 2,
  'delete-block': 2,
  undo: 5,
  redo: 3,
} as const
export type SuggestingEdit = keyof typeof EDIT_WEIGHTS

const WEIGHTS = {
  ...EDIT_WEIGHTS,
  mode: 2,
  decide: 5,
  withdraw: 2,
  'undo-decision': 2,
  send: 22,
  receive: 22,
  exchange: 10,
  offline: 3,
  online: 5,
  wait: 3,
  crash: 1,
} as const
type Kind = keyof typeof WEIGHTS

export interface SuggestingOperation {
  readonly kind: Kind
  readonly actor: number
  /** Decides everything else about it. */
  readonly seed: number
}

const TOTAL = Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0)

const isKind = (kind: string): kind is Kind => Object.hasOwn(WEIGHTS, kind)

const kindAt = (draw: number): Kind => {
  let left = draw * TOTAL
  for (const [kind, weight] of Object.entries(WEIGHTS)) {
    left -= weight
    if (left < 0 && isKind(kind)) return kind
  }
  return 'exchange'
}

/** A random session with proposals and decisions out of a seed. */
export const suggestingRun = (seed: number, people: number, length: number): SuggestingOperation[] => {
  const random = seededRandom(seed)
  return Array.from({ length }, () => ({
    kind: kindAt(random.next()),
    actor: random.below(people),
    seed: random.below(2 ** 31),
  }))
}
