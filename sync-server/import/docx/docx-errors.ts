import type { ImportError } from '../imported.ts'

/** What a part of the file is not: thrown where it is found, caught once in read-docx.ts. */
export class UnreadableDocx extends Error {
  override readonly name = 'UnreadableDocx'
  readonly failure: ImportError

  constructor(failure: ImportError) {
    super(failure.reason)
    this.failure = failure
  }
}

/** The bytes are no Word document, or a damaged one. */
export const damaged = (detail: string): UnreadableDocx =>
  new UnreadableDocx({ reason: 'damaged-docx', detail })

/** It may be one, but to read it would cost more than any document is worth. */
export const tooComplex = (detail: string): UnreadableDocx =>
  new UnreadableDocx({ reason: 'too-complex', detail })
