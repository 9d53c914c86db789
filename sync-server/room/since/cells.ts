import * as Y from 'yjs'
import {
  NO_FORMATS,
  sameFormats,
  sameFormatValue,
  withFormat,
  type RawFormats,
} from '#core/schema/content.ts'
import { parseSuggestionKey } from '#core/schema/formats.ts'
import { markerMap } from '#core/shared-doc/elements.ts'
import type { Act } from './acts.ts'
import type { Passage } from './passage.ts'

type Entries = ReadonlyMap<string, unknown>

/**
 * One item of a {@link Passage}: characters or a block marker, as it stood at the first moment and at the second; null
 * where it did not stand. What stands alike at both has the same object twice.
 */
export type Cell =
  | (Standing<RawFormats> & { readonly kind: 'text'; readonly text: string })
  | (Standing<Entries> & { readonly kind: 'marker'; readonly marker: Y.Item })

interface Standing<T> {
  readonly before: T | null
  readonly after: T | null
  /** Who brought the item, and who took it away. */
  readonly brought: Act | null
  readonly taken: Act | null
  /** Of an item that stands at both moments: who changed what is set under this key; null when nobody did. */
  readonly changed: (key: string) => Act | null
  /** Of one that came as a proposal and is none any more: who decided that. */
  readonly decided: Act | null
}

/** Going through the text, who changed what is in force under each key. */
class FormatChanges {
  readonly #acts = new Map<string, Act>()
  readonly #closed = new Map<
    string,
    { readonly seq: number; readonly value: unknown; readonly act: Act | null }
  >()

  /** Marks of proposals that came and went between the moments, and who took them off. */
  readonly #passing = new Map<string, Act>()

  pass(key: string, taken: Act | null): void {
    if (taken !== null && parseSuggestionKey(key)?.kind === 'insertion') this.#passing.set(key, taken)
  }

  end(key: string): void {
    this.#passing.delete(key)
  }

  /** The last who made text of what was `brought` as a proposal. */
  decidedAfter(brought: Act): Act | null {
    let last: Act | null = null
    for (const act of this.#passing.values()) if (act.seq > (last ?? brought).seq) last = act
    return last
  }

  of(key: string): Act | null {
    return this.#acts.get(key) ?? null
  }

  /**
   * `set` is what a format that stands changes. Who writes something plain into a run of another closes and opens it
   * again around that, and has not styled what follows.
   */
  note(key: string, act: Act, set: { readonly from: unknown; readonly to: unknown } | null): void {
    const closed = this.#closed.get(key)
    if (set !== null && closed?.seq === act.seq && sameFormatValue(closed.value ?? null, set.to)) {
      if (closed.act === null) this.#acts.delete(key)
      else this.#acts.set(key, closed.act)
      return
    }
    if (set !== null) this.#closed.set(key, { seq: act.seq, value: set.from, act: this.of(key) })
    this.#acts.set(key, act)
  }
}

const NOBODY = (): null => null

/** All cells in text order, those that came and went between the moments included. */
export function* cellsOf(passage: Passage): Generator<Cell> {
  let before = NO_FORMATS
  let after = NO_FORMATS
  const changes = new FormatChanges()
  const changed = (key: string): Act | null => changes.of(key)
  for (let item = passage.text._start; item !== null; item = item.right) {
    const was = passage.wasThere(item)
    const is = !item.deleted
    const { content } = item
    if (content instanceof Y.ContentFormat) {
      const { key, value } = content
      const act = was === is ? null : (passage.broughtBy(item) ?? passage.takenBy(item))
      if (act !== null) changes.note(key, act, is ? { from: after.get(key), to: value } : null)
      if (value === null) changes.end(key)
      else if (!was && !is) changes.pass(key, passage.takenBy(item))
      if (was) before = withFormat(before, key, value)
      if (is) after = withFormat(after, key, value)
      if (before !== after && sameFormats(before, after)) after = before
      continue
    }
    const brought = was ? null : passage.broughtBy(item)
    const taken = passage.takenBy(item)
    if (content instanceof Y.ContentString) {
      const formats = { before: was ? before : null, after: is ? after : null }
      const decided = brought === null ? null : changes.decidedAfter(brought)
      yield { kind: 'text', text: content.str, ...formats, brought, taken, changed, decided }
    } else {
      const map = markerMap(item)
      if (map === null) continue
      const entries = markerEntries(passage, map, was, is)
      const decided = was ? null : markerDecided(passage, map)
      yield { kind: 'marker', marker: item, ...entries, brought, taken, decided }
    }
  }
}

/** What a marker said at both moments. Yjs keeps the values of a key as a chain, the last in front. */
const markerEntries = (
  passage: Passage,
  map: Y.Map<unknown>,
  was: boolean,
  is: boolean,
): Pick<Standing<Entries>, 'before' | 'after' | 'changed'> => {
  const before = new Map<string, unknown>()
  const after = new Map<string, unknown>()
  const changes = new Map<string, Act>()
  for (const [key, last] of map._map) {
    let old: Y.Item | null = last
    while (old !== null && !passage.wasThere(old)) old = old.left
    if (old !== null) before.set(key, valueOf(old))
    if (!last.deleted) after.set(key, valueOf(last))
    if (old === last && !last.deleted) continue
    const act = passage.broughtBy(last) ?? (old === null ? null : passage.takenBy(old))
    if (act !== null) changes.set(key, act)
  }
  if (!was || !is) return { before: was ? before : null, after: is ? after : null, changed: NOBODY }
  if (changes.size === 0) return { before, after: before, changed: NOBODY }
  return { before, after, changed: (key) => changes.get(key) ?? null }
}

/** Who took a proposal's mark off a marker that came with it. */
const markerDecided = (passage: Passage, map: Y.Map<unknown>): Act | null => {
  for (const [key, last] of map._map)
    if (last.deleted && parseSuggestionKey(key)?.kind === 'insertion') return passage.takenBy(last)
  return null
}

const valueOf = ({ content, length }: Y.Item): unknown => content.getContent()[length - 1]
