import type { CleanViewName } from '#core/suggestions/views.ts'
import type { TextDirection } from '#core/text/direction.ts'
import type { ItemLabel } from './blocks/block-numbers.ts'
import type { PasteRefusal } from './clipboard/document-clipboard.ts'
import type { LinesRead } from './clipboard/pasted-lines.ts'
import type { LockRefusal } from './locks/section-locks.ts'

/** What the page tells the text; may change while it is open. */
export interface PageWords {
  readonly label: string
  readonly cleanLabel: (view: CleanViewName) => string
  readonly itemLabel: ItemLabel
  readonly pasteRefused: (reason: PasteRefusal) => void
  /** Reads pasted lines; comes with a later part of the page, and rejects where that cannot be had. */
  readonly readLines: (text: string, document: TextDirection) => Promise<LinesRead>
  /** So many pasted lines were gathered into paragraphs [UI960]. */
  readonly linesGathered: (lines: number) => void
  /** A key that would have written, pressed while nobody may. */
  readonly keyRefused: () => void
  /** Something that was not done because of a lock. */
  readonly lockRefused: (refusal: LockRefusal) => void
}

/** Of a text to which no page has spoken yet. */
export const SILENT: PageWords = {
  label: '',
  cleanLabel: () => '',
  itemLabel: (_, number) => (number === null ? '' : String(number)),
  pasteRefused: () => undefined,
  readLines: () => Promise.resolve({ kind: 'lines' }),
  linesGathered: () => undefined,
  keyRefused: () => undefined,
  lockRefused: () => undefined,
}
