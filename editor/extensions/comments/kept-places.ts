import type { Node } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import type { Mappable } from 'prosemirror-transform'
import type { TextAnchor } from '#core/anchors/text-anchor.ts'
import type { ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import type { FoundBy } from '#core/shared-doc/anchor-positions.ts'
import { foldText } from '#core/text/fold.ts'
import { rangeOfCard } from '../suggesting/document-cards.ts'
import { changedBlocks, type ChangedBlocks } from './changed-blocks.ts'
import { textOf } from './text-stretch.ts'
import {
  DOCUMENT,
  ORPHAN,
  PlaceFinder,
  isPlaced,
  type MarkedThread,
  type ThreadPlace,
} from './thread-place.ts'

/** A thread and where it is. */
export interface KeptPlace {
  readonly id: string
  readonly isOpen: boolean
  /** As the thread has it, or as it was anchored anew here since. */
  readonly anchor: ApiThreadAnchor
  /** The anchor that came with the thread. */
  readonly given: ApiThreadAnchor
  readonly place: ThreadPlace
  /** The text of its place when that was last looked at. */
  readonly text: string
  /** By what it was found; null when it was not, or is no text. */
  readonly how: FoundBy | null
  /** Its place is a guess, to be found anew as soon as text and screen are one. */
  readonly isStale: boolean
}

const isTextAnchor = (anchor: ApiThreadAnchor): anchor is TextAnchor => anchor !== null && 'quote' in anchor

const sameAnchor = (one: ApiThreadAnchor, two: ApiThreadAnchor): boolean =>
  one === two || JSON.stringify(one) === JSON.stringify(two)

/** So much of a quote is looked for to tell whether a change may have brought it back. */
const PIECE = 6

/** Positions over an empty block and into the next one. */
const BESIDE = 4

/**
 * Keeps the places of threads as positions. A change of the document moves them; only those of changed blocks are
 * looked at, and found anew only if they do not show the same text ([UI600]).
 */
export class KeptPlaces {
  #kept = new Map<string, KeptPlace>()

  get all(): IterableIterator<KeptPlace> {
    return this.#kept.values()
  }

  get(id: string): KeptPlace | undefined {
    return this.#kept.get(id)
  }

  /** From now on these threads. What is known of those that were there stays. Answers whether anything is another. */
  set(threads: readonly MarkedThread[]): boolean {
    const next = new Map<string, KeptPlace>()
    let isAnother = threads.length !== this.#kept.size
    for (const { id, anchor, resolved } of threads) {
      const isOpen = resolved === null
      const old = this.#kept.get(id)
      if (old !== undefined && (sameAnchor(old.given, anchor) || sameAnchor(old.anchor, anchor))) {
        next.set(id, { ...old, isOpen, given: anchor })
        isAnother ||= old.isOpen !== isOpen
        continue
      }
      isAnother = true
      const place = anchor === null ? DOCUMENT : ORPHAN
      next.set(id, {
        id,
        isOpen,
        anchor,
        given: anchor,
        place,
        text: '',
        how: null,
        isStale: anchor !== null,
      })
    }
    this.#kept = next
    return isAnother
  }

  /** Anchors a thread anew, at a place that is known. */
  reanchor(id: string, anchor: TextAnchor, place: ThreadPlace, doc: Node): void {
    const old = this.#kept.get(id)
    if (old === undefined) return
    const text = isPlaced(place) ? textOf(doc, place.from, place.to) : ''
    this.#kept.set(id, { ...old, anchor, place, text, how: 'positions', isStale: false })
  }

  /** Follows a change of the document; answers what was known of the threads that have to be drawn or found anew. */
  follow(before: Node, after: Node, mapping: Mappable): ReadonlyMap<string, KeptPlace> {
    const touched = new Map<string, KeptPlace>()
    const changed = changedBlocks(before, after)
    if (changed === null) return touched
    const news = new ChangedText(after, changed)
    for (const kept of this.#kept.values()) {
      const next = this.#followed(kept, after, changed, mapping, news)
      if (next === kept) continue
      this.#kept.set(kept.id, next)
      if (isPlaced(kept.place) ? isTouched(kept.place, changed) : next.isStale) touched.set(kept.id, kept)
    }
    return touched
  }

  #followed(
    kept: KeptPlace,
    after: Node,
    changed: ChangedBlocks,
    mapping: Mappable,
    news: ChangedText,
  ): KeptPlace {
    const { place, anchor, isStale } = kept
    if (!isPlaced(place)) return isStale || !news.mayHold(anchor) ? kept : { ...kept, isStale: true }
    const isWhole = isTextAnchor(anchor) && (kept.text === anchor.quote.exact || place.kind === 'block')
    // The outermost letters of what is left of a quote may have stood in a block beside it that is empty now.
    const slack = isWhole ? 0 : BESIDE
    if (place.to + slack < changed.from) return kept
    if (place.from - slack >= changed.toBefore) {
      const by = changed.toAfter - changed.toBefore
      return by === 0 ? kept : { ...kept, place: { ...place, from: place.from + by, to: place.to + by } }
    }
    const [from, to] = [mapping.map(place.from, 1), mapping.map(place.to, -1)]
    if (place.kind === 'block') {
      const [start, end] = [mapping.map(place.from, -1), mapping.map(place.to, 1)]
      const { parent } = after.resolve(start)
      const isSame = anchor !== null && 'bid' in anchor && parent.attrs['bid'] === anchor.bid
      return { ...kept, place: { ...place, from: start, to: Math.max(start, end) }, isStale: !isSame }
    }
    if (from >= to) return { ...kept, place: ORPHAN, isStale: true }
    const moved = { ...kept, place: { ...place, from, to } }
    const isSame = isWhole && textOf(after, from, to) === kept.text
    return { ...moved, isStale: isStale || !isSame }
  }

  /** Finds what is stale; answers the threads that were found, or found to be nowhere. */
  resolve(state: EditorState): ReadonlySet<string> {
    const found = new Set<string>()
    const stale = [...this.#kept.values()].filter((kept) => kept.isStale)
    const finder = stale.length === 0 ? null : PlaceFinder.of(state)
    if (finder === null) return found
    for (const kept of stale) {
      const { place, how } = find(finder, state.doc, kept.anchor)
      const text = isPlaced(place) ? textOf(state.doc, place.from, place.to) : ''
      this.#kept.set(kept.id, { ...kept, place, how, text, isStale: false })
      found.add(kept.id)
    }
    return found
  }
}

/** The ids under which a suggestion may stand: its own, else those that late work of it was given, the latest first. */
const suggestionsOf = (anchor: { readonly suggestion: string }): readonly string[] => {
  const renamed: unknown = 'renamed' in anchor ? anchor.renamed : []
  const ids: readonly unknown[] = Array.isArray(renamed) ? renamed : []
  return [anchor.suggestion, ...ids.filter((id) => typeof id === 'string').reverse()]
}

const isTouched = (place: { readonly from: number; readonly to: number }, changed: ChangedBlocks): boolean =>
  place.to >= changed.from && place.from < changed.toBefore

const find = (
  finder: PlaceFinder,
  doc: Node,
  anchor: ApiThreadAnchor,
): { readonly place: ThreadPlace; readonly how: FoundBy | null } => {
  if (anchor === null) return { place: DOCUMENT, how: null }
  if (isTextAnchor(anchor)) return finder.find(anchor)
  for (const id of suggestionsOf(anchor)) {
    const range = rangeOfCard(doc, id)
    if (range !== null) return { place: { kind: 'suggestion', ...range }, how: null }
  }
  return { place: ORPHAN, how: null }
}

/** What changed blocks hold now, read only if there is an orphan that may be in them. */
class ChangedText {
  readonly #doc: Node
  readonly #changed: ChangedBlocks
  #folded: string | null = null
  #ids: ReadonlySet<unknown> | null = null

  constructor(doc: Node, changed: ChangedBlocks) {
    this.#doc = doc
    this.#changed = changed
  }

  /** May what is nowhere be back in them? Cheap, and rather yes than no. */
  mayHold(anchor: ApiThreadAnchor): boolean {
    if (anchor === null) return false
    if (!isTextAnchor(anchor)) return suggestionsOf(anchor).some((id) => this.#idsIn().has(id))
    if (anchor.quote.exact === '' && this.#idsIn().has(anchor.bid)) return true
    const sought = foldText(anchor.quote.exact === '' ? anchor.quote.suffix : anchor.quote.exact).trim()
    if (sought === '') return false
    this.#folded ??= foldText(textOf(this.#doc, this.#changed.from, this.#changed.toAfter))
    const text = this.#folded
    return [sought.slice(0, PIECE), sought.slice(-PIECE)].some((piece) => text.includes(piece))
  }

  /** Of suggestions, and of blocks. */
  #idsIn(): ReadonlySet<unknown> {
    if (this.#ids !== null) return this.#ids
    const ids = new Set<unknown>()
    this.#doc.nodesBetween(this.#changed.from, this.#changed.toAfter, (node) => {
      if (node.type.spec.attrs !== undefined && 'bid' in node.attrs) ids.add(node.attrs['bid'])
      for (const mark of node.marks) ids.add(mark.attrs['id'])
    })
    this.#ids = ids
    return ids
  }
}
