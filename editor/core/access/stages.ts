/** What a document is open for. A stage changes only by a facilitator, in any direction. */
export const STAGES = ['drafting', 'suggesting', 'commenting', 'final'] as const
export type Stage = (typeof STAGES)[number]

export const isStage = (value: unknown): value is Stage => STAGES.some((stage) => stage === value)
