/** Why there is no answer: `ended` is what the work itself came to, by a defect of its own too. */
export interface JobFailure {
  readonly reason: 'too-slow' | 'too-much-memory' | 'ended' | 'stopping'
  /** In words, for the log. */
  readonly detail: string
}

export const STOPPING: JobFailure = { reason: 'stopping', detail: 'the server stops' }

export const tooSlow = (milliseconds: number): JobFailure => ({
  reason: 'too-slow',
  detail: `took longer than ${milliseconds} ms`,
})
