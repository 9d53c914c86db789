import type { DocumentMeta } from '../store/meta-store.ts'

/** What a change of stage answered; the document as it is listed from then on, null when it is not there any more. */
export interface StageChanged<T> {
  readonly answer: T
  readonly document: DocumentMeta | null
}

/** Port: the stage stands in the log of a document; in the metadata is a copy of it, for the listing. */
export interface StageCopy {
  /**
   * Around everything that may change the stage of a document: the copy has followed the log, durably, when this
   * resolves, and after the next start whenever the server stops in between [ACC23].
   */
  around<T>(document: string, act: () => Promise<T>): Promise<StageChanged<T>>
}
