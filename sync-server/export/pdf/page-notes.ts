import type { BlockContent } from '#core/schema/content.ts'
import { shownNumber } from '#core/schema/numbering.ts'
import { pastedDirection } from '#core/text/direction.ts'
import { directionIn } from '#core/text/language.ts'
import type { Discussion } from '../discussion.ts'
import type { AuthorNames } from '../docx/word-authors.ts'
import { dayWords, type WrittenAs } from '../file-words.ts'
import { printable } from './printable.ts'

/** A discussion as the list behind the text shows it. */
export interface PdfDiscussion {
  /** The same as in the text, from 1. */
  readonly id: number
  readonly number: string
  /** The words that it is about; empty when it is about the whole text. */
  readonly quote: string
  readonly resolved: boolean
  readonly comments: readonly {
    readonly by: string
    readonly day: string
    readonly ltr: boolean
    readonly lines: readonly string[]
  }[]
}

/** Where a number stands in a block. */
export interface PageNote {
  /** UTF-16 units, at the end of a word. */
  readonly offset: number
  readonly id: number
  readonly number: string
}

/** Longer quotes are cut: the text itself is in the file. */
const LONGEST_QUOTE = 160
/** What goes on a word: a number never stands inside one. */
const REST_OF_WORD = /^(?:[\p{L}\p{M}\p{N}\u0640]|\u200c|\u200d)+/u

const textOf = (block: BlockContent | undefined): string =>
  (block?.runs ?? []).map(({ text }) => text).join('')

const shortened = (text: string): string => {
  const letters = Array.from(text.replace(/\s+/gu, ' ').trim())
  return letters.length <= LONGEST_QUOTE ? letters.join('') : `${letters.slice(0, LONGEST_QUOTE).join('')}…`
}

/** Discussions by number: in the order of their places in the text, those about all of it last ([DOC695]). */
export class PageNotes {
  readonly #discussions: readonly Discussion[]
  readonly #blocks: readonly BlockContent[]
  readonly #as: WrittenAs
  readonly #byBlock = new Map<number, PageNote[]>()

  constructor(discussions: readonly Discussion[], blocks: readonly BlockContent[], as: WrittenAs) {
    const rank = ({ on, end }: Discussion): number => (on === 'document' ? blocks.length : end.block)
    this.#discussions = [...discussions].sort((a, b) => rank(a) - rank(b) || a.end.offset - b.end.offset)
    this.#blocks = blocks
    this.#as = as
    this.#discussions.forEach(({ on, end }, index) => {
      if (on === 'document') return
      const rest = REST_OF_WORD.exec(textOf(blocks[end.block]).slice(end.offset))?.[0] ?? ''
      const note = {
        offset: end.offset + rest.length,
        id: index + 1,
        number: shownNumber(index + 1, as.digits),
      }
      this.#byBlock.set(end.block, [...(this.#byBlock.get(end.block) ?? []), note])
    })
  }

  /** In the order of their places. */
  in(block: number): readonly PageNote[] {
    return [...(this.#byBlock.get(block) ?? [])].sort((a, b) => a.offset - b.offset || a.id - b.id)
  }

  /** All of them, for the list. */
  told(called: AuthorNames): readonly PdfDiscussion[] {
    return this.#discussions.map((discussion, index) => ({
      id: index + 1,
      number: shownNumber(index + 1, this.#as.digits),
      quote: printable(shortened(this.#quoteOf(discussion))),
      resolved: discussion.isResolved,
      comments: discussion.comments.map(({ by, at, body }) => ({
        by: printable(called.of(by)),
        day: dayWords(at, this.#as),
        ltr: this.#isLtr(body),
        lines: printable(called.body(body)).split('\n'),
      })),
    }))
  }

  /** In a text in Latin letters people discuss in Arabic too. */
  #isLtr(body: string): boolean {
    const document = directionIn(this.#as.language)
    return document === 'ltr' && pastedDirection(body, document) !== 'rtl'
  }

  #quoteOf({ on, start, end }: Discussion): string {
    if (on === 'document') return ''
    const first = textOf(this.#blocks[start.block])
    if (start.block === end.block) return first.slice(start.offset, end.offset)
    const between = this.#blocks.slice(start.block + 1, end.block).map(textOf)
    return [first.slice(start.offset), ...between, textOf(this.#blocks[end.block]).slice(0, end.offset)].join(
      ' ',
    )
  }
}
