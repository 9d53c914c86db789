import type { Stage } from '#core/access/stages.ts'
import type { FinalPrints } from './final-entries.ts'
import { decodeLogBody } from './log-body.ts'
import type { LogEntry } from './update-log.ts'

export interface StageStep {
  readonly stage: Stage
  /** Milliseconds since 1970. */
  readonly at: number
  /** The number of its entry. */
  readonly seq: number
  readonly reason: string | null
}

/** A text that was made final, and until when it was. */
export interface FinalRecord extends FinalPrints {
  readonly id: string
  readonly title: string
  readonly auditHead: string | null
  readonly finalAt: number
  /** The number of its entry. */
  readonly version: number
  readonly superseded: { readonly at: number; readonly reason: string } | null
}

/** What a log says about stages and final texts up to the entry `seq`, oldest first. */
export interface FinalHistory {
  readonly seq: number
  readonly stages: readonly StageStep[]
  readonly finals: readonly FinalRecord[]
}

export const NO_HISTORY: FinalHistory = { seq: 0, stages: [], finals: [] }

/** The history after one more entry. */
export const foldFinal = (history: FinalHistory, { seq, at, body }: LogEntry): FinalHistory => {
  const decoded = decodeLogBody(body)
  const entry = decoded.ok && decoded.value.kind === 'control' ? decoded.value.entry : null
  switch (entry?.type) {
    case 'created':
      return { ...history, seq, stages: [...history.stages, { stage: 'drafting', at, seq, reason: null }] }
    case 'stage': {
      const { stage, reason } = entry
      const finals = stage === 'final' ? history.finals : superseded(history.finals, at, reason ?? '')
      return { seq, stages: [...history.stages, { stage, at, seq, reason }], finals }
    }
    case 'finalised': {
      const { type: _, ...known } = entry
      return {
        ...history,
        seq,
        finals: [...history.finals, { ...known, finalAt: at, version: seq, superseded: null }],
      }
    }
    default:
      return { ...history, seq }
  }
}

const superseded = (finals: readonly FinalRecord[], at: number, reason: string): readonly FinalRecord[] =>
  finals.map((one) => (one.superseded === null ? { ...one, superseded: { at, reason } } : one))
