/** What a document is open for. A stage changes only by a facilitator, in any direction. */
export const STAGES = ['drafting', 'suggesting', 'commenting', 'final'] as const
export type Stage = (typeof STAGES)[number]

export const isStage = (value: unknown): value is Stage => STAGES.some((stage) => stage === value)

/** Who set the stage that holds, when and why. A document that still stands in its first stage has none. */
export interface StageSet {
  /** Member id. */
  readonly by: string
  /** Milliseconds since 1970, by the server's clock. */
  readonly at: number
  /** Null when none was given. */
  readonly reason: string | null
}

/** Takes parsed JSON for what it says of a stage, keeping the fields it names; null when it is none. */
export const readStageSet = (value: unknown): StageSet | null => {
  if (typeof value !== 'object' || value === null) return null
  if (!('by' in value) || !('at' in value) || !('reason' in value)) return null
  const { by, at, reason } = value
  if (typeof by !== 'string' || typeof at !== 'number') return null
  return reason === null || typeof reason === 'string' ? { by, at, reason } : null
}
