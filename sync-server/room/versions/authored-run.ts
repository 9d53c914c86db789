/** A stretch of a block's text with who brought it, and when: of one run of writing its last time. */
export interface AuthoredRun {
  readonly text: string
  readonly by: string | null
  readonly at: number
}
