import * as Y from 'yjs'
import { sameFormatValue, type RawFormats } from '../schema/content.ts'
import { parseSuggestionKey } from '../schema/formats.ts'
import { readSuggestion, type Suggestion } from '../suggestions/suggestion.ts'
import type { RefusalReason } from './judge.ts'
import type { Region, RegionOp } from './regions.ts'

interface Known {
  readonly by: string
  readonly at: number
  /** The values it was seen with: a deletion of a block is `whole` on the marker and not on its characters. */
  readonly values: unknown[]
}

/** What a server keeps of a suggestion over a restart: its key, and the values that it was seen with. */
export type RememberedSuggestion = readonly [key: string, ...values: readonly unknown[]]

/** So many suggestions are kept, those seen last, with so many values each: a bound on what a snapshot grows by. */
const MAX_REMEMBERED = 20_000
const MAX_VALUES = 8

export interface AuthorshipProblem {
  readonly reason: Extract<RefusalReason, 'foreign-suggestion-id' | 'changed-authorship'>
  readonly detail: string
}

const NOTHING: RawFormats = new Map()

/** What stands on an element now and what stood on it before; nothing before on what came. Null for what went. */
const formatsOf = (op: RegionOp): { before: RawFormats; after: RawFormats } | null => {
  switch (op.kind) {
    case 'keep':
      return op.before === op.after ? null : op
    case 'insert':
      return { before: NOTHING, after: op.formats }
    case 'keep-marker':
      return op.before === op.after ? null : { before: op.before.formats, after: op.after.formats }
    case 'insert-marker':
      return { before: NOTHING, after: op.marker.formats }
    case 'delete':
    case 'delete-marker':
    case 'foreign':
      return null
  }
}

/** The key and value that a struct sets on characters or on a marker; null for any other struct. */
const entryOf = ({
  content,
  parentSub,
}: Y.Item): { readonly key: string; readonly value: unknown } | null => {
  if (content instanceof Y.ContentFormat) return { key: content.key, value: content.value }
  return parentSub === null ? null : { key: parentSub, value: content.getContent()[0] }
}

/**
 * Who proposed what and when, of all suggestions that this document has shown. A suggestion that is gone stays known,
 * so that an undo may bring back what a deletion took, and nobody else's in its name. What Yjs collects is gone from
 * the document's state, so this outlives the gate: whoever opens a document builds it from the log [GAT302].
 */
export class SuggestionLedger {
  readonly #known = new Map<string, Known>()

  /** Takes note of everything on an element that is in the text. */
  note(formats: RawFormats): void {
    for (const [key, value] of formats) {
      const suggestion = readSuggestion(key, value)
      if (suggestion !== null) this.#add(this.#known, key, suggestion, value)
    }
  }

  noteRegions(regions: readonly Region[]): void {
    for (const region of regions) {
      for (const op of region.ops) {
        const formats = formatsOf(op)
        if (formats !== null) this.note(formats.after)
      }
    }
  }

  /**
   * Takes note of what `member` proposes in an admitted update on what somebody else took away meanwhile: it shows
   * nowhere, and comes to show when that is taken back by an undo.
   */
  noteUnseen(update: Uint8Array, member: string): void {
    for (const struct of Y.decodeUpdate(update).structs)
      if (struct instanceof Y.Item) this.#noteItem(struct, member)
  }

  /**
   * Takes note of everything proposed in what was written to `doc` from the clocks `from` on: by members in their own
   * name (what they brought back of others was known by then), by the server (null) in anybody's. Has to run before
   * Yjs collects what is deleted.
   */
  noteWritten(
    doc: Y.Doc,
    from: ReadonlyMap<number, number>,
    authorOf: (client: number) => string | null,
  ): void {
    for (const [client, structs] of doc.store.clients) {
      const clock = from.get(client) ?? 0
      if (Y.getState(doc.store, client) <= clock) continue
      const author = authorOf(client)
      for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
        const struct = structs[at]
        if (struct instanceof Y.Item) this.#noteItem(struct, author)
      }
    }
  }

  /** Is there a suggestion among them whose id begins so? */
  hasKnown(idPrefix: string): boolean {
    for (const key of this.#known.keys()) if (parseSuggestionKey(key)?.id.startsWith(idPrefix)) return true
    return false
  }

  /** What was seen under a key, the latest; null when nothing was. */
  valueOf(key: string): unknown {
    return this.#known.get(key)?.values.at(-1) ?? null
  }

  /** The time of the latest suggestion of a member; 0 without any. */
  latestBy(member: string): number {
    let latest = 0
    for (const { by, at } of this.#known.values()) if (by === member && at > latest) latest = at
    return latest
  }

  /** What to keep of it all: see {@link RememberedSuggestion}. */
  remembered(): RememberedSuggestion[] {
    return [...this.#known]
      .slice(-MAX_REMEMBERED)
      .map(([key, { values }]): RememberedSuggestion => [key, ...values.slice(-MAX_VALUES)])
  }

  /** Takes note of what was kept. What is no suggestion is passed over. */
  remember(kept: readonly RememberedSuggestion[]): void {
    for (const [key, ...values] of kept) for (const value of values) this.note(new Map([[key, value]]))
  }

  #noteItem(item: Y.Item, author: string | null): void {
    const entry = entryOf(item)
    const suggestion = entry === null ? null : readSuggestion(entry.key, entry.value)
    if (entry === null || suggestion === null) return
    if (author !== null && (suggestion.by !== author || !suggestion.id.startsWith(`${author}-`))) return
    const known = this.#known.get(entry.key)
    if (known === undefined || (known.by === suggestion.by && known.at === suggestion.at))
      this.#add(this.#known, entry.key, suggestion, entry.value)
  }

  /**
   * Does everything new bear `member` as its author, in its id too, and does everything known keep author, time and,
   * where it is somebody else's, wording [GAT10]? Null when it does. Notes nothing.
   */
  problem(regions: readonly Region[], member: string): AuthorshipProblem | null {
    const fresh = new Map<string, Known>()
    for (const region of regions) {
      for (const op of region.ops) {
        const formats = formatsOf(op)
        if (formats === null) continue
        for (const [key, value] of formats.after) {
          if (formats.before.has(key) && sameFormatValue(formats.before.get(key), value)) continue
          const suggestion = readSuggestion(key, value)
          const problem = suggestion && this.#problemOf(key, suggestion, value, member, fresh)
          if (problem) return problem
        }
      }
    }
    return null
  }

  #problemOf(
    key: string,
    suggestion: Suggestion,
    value: unknown,
    member: string,
    fresh: Map<string, Known>,
  ): AuthorshipProblem | null {
    const known = this.#known.get(key) ?? fresh.get(key)
    if (known === undefined) {
      if (suggestion.by !== member || !suggestion.id.startsWith(`${member}-`))
        return { reason: 'foreign-suggestion-id', detail: key }
      this.#add(fresh, key, suggestion, value)
      return null
    }
    const isAsKnown = known.by === suggestion.by && known.at === suggestion.at
    const keepsWording = known.by === member || known.values.some((seen) => sameFormatValue(seen, value))
    return isAsKnown && keepsWording ? null : { reason: 'changed-authorship', detail: key }
  }

  #add(into: Map<string, Known>, key: string, { by, at }: Suggestion, value: unknown): void {
    const known = into.get(key)
    // Anew at the end: what was seen last is remembered longest.
    into.delete(key)
    into.set(key, known ?? { by, at, values: [value] })
    if (known !== undefined && !known.values.some((seen) => sameFormatValue(seen, value)))
      known.values.push(value)
  }
}
