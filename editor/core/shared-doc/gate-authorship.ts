import * as Y from 'yjs'
import { sameFormatValue, type RawFormats } from '../schema/content.ts'
import { readSuggestion, type Suggestion } from '../suggestions/suggestion.ts'
import type { RefusalReason } from './judge.ts'
import type { Region, RegionOp } from './regions.ts'

interface Known {
  readonly by: string
  readonly at: number
  /** The values it was seen with: a deletion of a block is `whole` on the marker and not on its characters. */
  readonly values: unknown[]
}

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

/**
 * Who proposed what and when, of all suggestions that this document has shown since it was opened. A suggestion that
 * is gone stays known, so that an undo may bring back what a deletion took, and nobody else's in its name.
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
    for (const struct of Y.decodeUpdate(update).structs) {
      if (!(struct instanceof Y.Item)) continue
      const { content, parentSub } = struct
      const [key, value]: readonly [string | null, unknown] =
        content instanceof Y.ContentFormat
          ? [content.key, content.value]
          : [parentSub, content.getContent()[0]]
      const suggestion = key === null ? null : readSuggestion(key, value)
      if (key === null || suggestion?.by !== member || !suggestion.id.startsWith(`${member}-`)) continue
      const known = this.#known.get(key)
      if (known === undefined || (known.by === member && known.at === suggestion.at))
        this.#add(this.#known, key, suggestion, value)
    }
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
    if (known === undefined) into.set(key, { by, at, values: [value] })
    else if (!known.values.some((seen) => sameFormatValue(seen, value))) known.values.push(value)
  }
}
