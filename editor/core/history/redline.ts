import { BLOCK_ATTR_NAMES, type BlockAttrs } from '../schema/block.ts'
import {
  NO_FORMATS,
  sameFormatValue,
  withFormat,
  type BlockContent,
  type RawFormats,
  type Run,
} from '../schema/content.ts'
import { STYLE_KEYS, suggestionKey } from '../schema/formats.ts'
import { numberBlocks } from '../schema/numbering.ts'
import { suggestionsOn } from '../suggestions/suggestion.ts'
import { AuthoredText, type AuthoredStretch } from './authored-text.ts'
import { compareTexts, type ComparedBlock } from './compare-texts.ts'

/** Who stands for what a comparison says where no author is known, or none is to be told. No member is called so. */
export const COMPARISON = 'comparison'

export interface RedlineTime {
  /** When the later text stood: of everything whose time is not known. Milliseconds since 1970. */
  readonly at: number
  /** Who wrote the later text, block by block; null: nobody is told. */
  readonly authors: readonly (readonly AuthoredStretch[])[] | null
}

/** Two texts that a file compares. Plain data. */
export interface RedlineSource extends RedlineTime {
  readonly before: readonly BlockContent[]
  readonly after: readonly BlockContent[]
  /** What each is called, in words. */
  readonly from: string
  readonly to: string
}

/**
 * What became of a text, as suggestions on the earlier one ([DOC680]): rejected together they leave the earlier text,
 * accepted together the later one, but for ids of blocks. Words are told whole. A block that moved is taken away in the
 * one place and added in the other, both one suggestion. What was taken away stands before what came in its place. Pure.
 */
export const redlineOf = (
  before: readonly BlockContent[],
  after: readonly BlockContent[],
  time: RedlineTime,
): readonly BlockContent[] => {
  const compared = compareTexts(before, after).filter(({ after: index }) => index !== null)
  const marks = new Marks(time.at, new AuthoredText(after, time.authors ?? []))
  const blocks: BlockContent[] = []
  const moved = new Map<number, string>()
  for (const { change, before: index } of compared)
    if (change === 'moved' && index !== null) moved.set(index, marks.next())
  let old = 0
  const takeAwayUntil = (end: number): void => {
    for (; old < end; old++) {
      const block = before[old]
      if (block !== undefined) blocks.push(marks.gone(block, moved.get(old) ?? marks.next()))
    }
  }
  const kept = compared.filter(isKept)
  let reached = 0
  for (const one of compared) {
    takeAwayUntil(kept[reached]?.before ?? before.length)
    const now = after[one.after ?? -1]
    if (now === undefined) continue
    const then = before[one.before ?? -1]
    if (isKept(one) && then !== undefined) {
      blocks.push(marks.both(then, now, one))
      old++
      reached++
    } else blocks.push(marks.come(now, one, moved.get(one.before ?? -1) ?? marks.next()))
  }
  takeAwayUntil(before.length)
  return blocks
}

/**
 * The numbers that the items of a redline bear ([DOC682]): what was taken away that of the earlier text, everything else
 * that of the later one, as readers of either know them. Takes the texts that `redline` is of.
 */
export const redlineNumbers = (
  before: readonly BlockContent[],
  after: readonly BlockContent[],
  redline: readonly BlockContent[],
): readonly (number | null)[] => {
  const [old, now] = [before, after].map((text) => numberBlocks(text.map(({ attrs }) => attrs)))
  let [at, nowAt] = [0, 0]
  return redline.map(({ formats }) => {
    const kinds = new Set(suggestionsOn(formats).map(({ kind }) => kind))
    if (kinds.has('deletion')) return old?.[at++] ?? null
    if (!kinds.has('insertion')) at++
    return now?.[nowAt++] ?? null
  })
}

const isKept = ({ change }: ComparedBlock): boolean => change === 'same' || change === 'changed'

/** Puts suggestions on blocks, each with an id of its own. */
class Marks {
  readonly #unknown: { readonly by: string; readonly at: number }
  readonly #authors: AuthoredText
  #count = 0

  constructor(at: number, authors: AuthoredText) {
    this.#unknown = { by: COMPARISON, at }
    this.#authors = authors
  }

  next(): string {
    return `redline-${++this.#count}`
  }

  gone({ attrs, runs }: BlockContent, id: string): BlockContent {
    const key = suggestionKey('deletion', id)
    return {
      attrs,
      formats: new Map([[key, { ...this.#unknown, whole: true as const }]]),
      runs: runs.map(({ text, formats }) => ({ text, formats: withFormat(formats, key, this.#unknown) })),
    }
  }

  come({ attrs, runs }: BlockContent, { after }: ComparedBlock, id: string): BlockContent {
    const author = after === null ? null : this.#authors.of(after)
    return {
      attrs,
      formats: new Map([[suggestionKey('insertion', id), this.#value(author)]]),
      runs: this.#inserted(runs, after, 0, id),
    }
  }

  both(then: BlockContent, now: BlockContent, { pieces, retyped, after }: ComparedBlock): BlockContent {
    const runs: Run[] = []
    const [old, fresh] = [new Runs(then.runs), new Runs(now.runs)]
    let id: string | null = null
    let offset = 0
    for (const { kind, text } of pieces) {
      if (kind === 'same') {
        id = null
        for (let left = text.length; left > 0;) {
          const length = Math.min(left, old.left, fresh.left)
          if (length === 0) break
          const [was, is] = [old.take(length), fresh.take(length)]
          runs.push({ text: is.text, formats: this.#restyled(was.formats, is.formats) })
          left -= length
        }
        offset += text.length
        continue
      }
      // What goes and what comes in its place are one.
      id ??= this.next()
      if (kind === 'gone') {
        const key = suggestionKey('deletion', id)
        for (const run of old.takeAll(text.length))
          runs.push({ text: run.text, formats: withFormat(run.formats, key, this.#unknown) })
        continue
      }
      runs.push(...this.#inserted(fresh.takeAll(text.length), after, offset, id))
      offset += text.length
    }
    return { attrs: then.attrs, formats: retyped ? this.#retyped(then.attrs, now.attrs) : new Map(), runs }
  }

  #value(author: AuthoredStretch | null): { readonly by: string; readonly at: number } {
    return author === null || author.by === null ? this.#unknown : { by: author.by, at: author.at }
  }

  #inserted(runs: readonly Run[], block: number | null, from: number, id: string): Run[] {
    const key = suggestionKey('insertion', id)
    let offset = from
    return runs.flatMap(({ text, formats }) => {
      const parts = this.#authors.cut(block ?? -1, offset, text)
      offset += text.length
      return parts.map((part) => ({ text: part.text, formats: withFormat(formats, key, this.#value(part)) }))
    })
  }

  #restyled(was: RawFormats, is: RawFormats): RawFormats {
    const set: Record<string, unknown> = {}
    for (const key of STYLE_KEYS)
      if (!sameFormatValue(was.get(key), is.get(key))) set[key] = is.get(key) ?? null
    return Object.keys(set).length === 0 ? was : this.#changed(was, set)
  }

  #retyped(was: BlockAttrs, is: BlockAttrs): RawFormats {
    const names = BLOCK_ATTR_NAMES.filter((name) => name !== 'bid' && was[name] !== is[name])
    return this.#changed(new Map(), Object.fromEntries(names.map((name) => [name, is[name]])))
  }

  #changed(formats: RawFormats, set: object): RawFormats {
    const key = suggestionKey('formatChange', this.next())
    return withFormat(formats, key, { ...this.#unknown, set: JSON.stringify(set) })
  }
}

/** Takes the runs of a block from its beginning on. */
class Runs {
  readonly #runs: readonly Run[]
  #run = 0
  #offset = 0

  constructor(runs: readonly Run[]) {
    this.#runs = runs.filter(({ text }) => text !== '')
  }

  /** Characters that are left of the run at hand; 0 at the end. */
  get left(): number {
    return (this.#runs[this.#run]?.text.length ?? 0) - this.#offset
  }

  /** `length` at most {@link left}. */
  take(length: number): Run {
    const run = this.#runs[this.#run]
    const taken = {
      text: run?.text.slice(this.#offset, this.#offset + length) ?? '',
      formats: run?.formats ?? NO_FORMATS,
    }
    this.#offset += length
    if (this.left === 0) {
      this.#run++
      this.#offset = 0
    }
    return taken
  }

  /** The next `length` characters, in as many runs as they stand in. */
  takeAll(length: number): readonly Run[] {
    const taken: Run[] = []
    for (let rest = length; rest > 0 && this.left > 0;) {
      const run = this.take(Math.min(rest, this.left))
      taken.push(run)
      rest -= run.text.length
    }
    return taken
  }
}
