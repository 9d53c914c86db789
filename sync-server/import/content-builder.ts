import { DEFAULT_BLOCK_ATTRS, MAX_INDENT, type BlockAttrs } from '#core/schema/block.ts'
import { NO_FORMATS, sameFormats, type RawFormats, type Run } from '#core/schema/content.ts'
import { cleanText } from '#core/text/clean.ts'
import { pastedDirection } from '#core/text/direction.ts'
import { importedBlock, MAX_IMPORT_BLOCKS, type ImportedBlock } from './imported.ts'
import { ListNumbers } from '#core/text/lines/list-numbers.ts'
import type { WarningList } from './warning-list.ts'

/** One list item of the file while it is read: its first text becomes the item, later paragraphs lines of it. */
export interface OpenItem {
  readonly list: 'ordered' | 'bullet'
  readonly number: number | null
  /** 0 for the outermost list; may be deeper than the schema goes. */
  readonly depth: number
  isUsed: boolean
}

/** Where in the structure of the file a text stands. */
export interface Place {
  readonly kind: 'paragraph' | 'heading' | 'quote'
  readonly level: BlockAttrs['level']
  readonly align: BlockAttrs['align']
  readonly item: OpenItem | null
}

export const AT_TOP: Place = { kind: 'paragraph', level: null, align: null, item: null }

interface OpenBlock {
  readonly place: Place
  readonly runs: Run[]
}

/** Appends `text`, joining it to the last run when the formats are equal. */
export const appendRun = (runs: Run[], text: string, formats: RawFormats): void => {
  if (text === '') return
  const last = runs[runs.length - 1]
  if (last !== undefined && sameFormats(last.formats, formats))
    runs[runs.length - 1] = { text: last.text + text, formats: last.formats }
  else runs.push({ text, formats })
}

/** Cleaned; blanks are one blank, none at the ends or beside a line break; no line break at the ends. */
export const tidyRuns = (runs: readonly Run[]): Run[] => {
  const tidy: Run[] = []
  let blank: { text: string; formats: RawFormats } | null = null
  for (const run of runs) {
    for (const part of cleanText(run.text).split(/(\s+)/u)) {
      if (part === '') continue
      if (part.trim() === '') {
        if (blank === null) blank = { text: ' ', formats: run.formats }
        if (part.includes('\n')) blank.text = '\n'
        continue
      }
      const before = tidy[tidy.length - 1]
      if (blank !== null && before !== undefined) {
        // A line break shows no formats: it has those of its neighbours when they agree.
        const shared = sameFormats(before.formats, run.formats) ? run.formats : NO_FORMATS
        appendRun(tidy, blank.text, blank.text === '\n' ? shared : blank.formats)
      }
      blank = null
      appendRun(tidy, part, run.formats)
    }
  }
  return tidy
}

/** Turns a walk over a document, of whatever format, into blocks of the schema. Blocks without text are left out. */
export class ContentBuilder {
  readonly blocks: ImportedBlock[] = []
  readonly #numbers = new ListNumbers()
  readonly #warnings: WarningList
  #open: OpenBlock | null = null

  constructor(warnings: WarningList) {
    this.#warnings = warnings
  }

  /** More blocks than a document may have: the reader can stop. */
  get isFull(): boolean {
    return this.blocks.length > MAX_IMPORT_BLOCKS
  }

  text(text: string, formats: RawFormats, place: Place): void {
    // Blanks between blocks are no text.
    if (this.#open === null && text.trim() === '') return
    this.#open ??= { place, runs: [] }
    appendRun(this.#open.runs, text, formats)
  }

  /** A block begins or ends here. Inside one list item it is a line break. */
  boundary(place: Place): void {
    if (this.#open === null) return
    if (place.item !== null && this.#open.place.item === place.item)
      appendRun(this.#open.runs, '\n', new Map())
    else this.flush()
  }

  /** Ends the open block whatever it is. */
  flush(): void {
    const open = this.#open
    this.#open = null
    if (open === null) return
    const runs = tidyRuns(open.runs)
    if (runs.length === 0) return
    const dir = pastedDirection(runs.map((run) => run.text).join(''), 'rtl')
    this.blocks.push(importedBlock({ ...this.#attrs(open.place), dir }, runs))
  }

  #attrs(place: Place): Partial<BlockAttrs> {
    const { item, kind, level, align } = place
    if (item === null || item.isUsed) {
      this.#numbers.passBlock()
      return kind === 'heading' ? { kind, level, align } : { ...DEFAULT_BLOCK_ATTRS, kind, align }
    }
    item.isUsed = true
    const indent = Math.min(MAX_INDENT, item.depth)
    if (indent < item.depth) this.#warnings.add('nested-too-deep')
    if (item.list === 'bullet') {
      this.#numbers.passBullet(indent)
      return { kind: 'item', list: 'bullet', indent, align }
    }
    const { numbering, isExact } = this.#numbers.passOrdered(indent, item.number)
    if (!isExact) this.#warnings.add('renumbered')
    return { kind: 'item', list: 'ordered', numbering, indent, align }
  }
}
