import { seededRandom } from '../seeded-random.ts'

/** What a person does to the text. */
export const EDITS = [
  'type',
  'delete',
  'delete-block',
  'delete-all',
  'split',
  'join',
  'retype',
  'move',
  'paste',
  'undo',
  'redo',
  'wild',
] as const

/** What can happen in a session. A run is a list of these: data, so that a failing one is a file. */
const KINDS = [
  ...EDITS,
  'send',
  'receive',
  'exchange',
  'offline',
  'online',
  'hold',
  'release',
  'crash',
  'role',
  'stage',
  'wait',
] as const
export type Kind = (typeof KINDS)[number]

export interface Operation {
  readonly kind: Kind
  /** Whose turn it is, counted from 0. */
  readonly actor: number
  /** Decides everything else about it. */
  readonly seed: number
}

export interface Run {
  readonly clients: number
  readonly operations: readonly Operation[]
}

const WEIGHTS: { readonly [K in Kind]: number } = {
  type: 30,
  delete: 8,
  'delete-block': 2,
  'delete-all': 0.15,
  split: 10,
  join: 8,
  retype: 6,
  move: 5,
  paste: 4,
  undo: 5,
  redo: 4,
  wild: 10,
  send: 25,
  receive: 25,
  exchange: 12,
  offline: 3,
  online: 5,
  hold: 2,
  release: 4,
  crash: 1.5,
  role: 0.6,
  stage: 0.5,
  wait: 3,
}

const kindAt = (draw: number, isTame: boolean): Kind => {
  const weightOf = (kind: Kind): number => (isTame && kind === 'wild' ? 0 : WEIGHTS[kind])
  let left = draw * KINDS.reduce((sum, kind) => sum + weightOf(kind), 0)
  for (const kind of KINDS) {
    left -= weightOf(kind)
    if (left < 0) return kind
  }
  return 'exchange'
}

/** A random session out of a seed. In two of three nobody breaks words, so that every word can be counted. */
export const generateRun = (seed: number, clients: number, length: number): Run => {
  const random = seededRandom(seed)
  const operations = Array.from({ length }, () => ({
    kind: kindAt(random.next(), seed % 3 !== 0),
    actor: random.below(clients),
    seed: random.below(2 ** 31),
  }))
  return { clients, operations }
}
