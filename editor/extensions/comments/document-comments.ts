import type { Node } from '@tiptap/pm/model'
import { type EditorState, type Transaction } from '@tiptap/pm/state'
import { Mapping } from '@tiptap/pm/transform'
import type { TextAnchor } from '#core/anchors/text-anchor.ts'
import { CarriedThreads, type Reanchored } from './carried-threads.ts'
import { KeptPlaces } from './kept-places.ts'
import type { Drawn, ThreadPainter } from './thread-highlights.ts'
import { isPlaced, type MarkedThread, type ThreadPlace } from './thread-place.ts'

/** A thread in the order of the text: first those about the whole document, last those without a place. */
export interface PlacedThread {
  readonly thread: string
  readonly kind: ThreadPlace['kind']
}

/** The thread that is being written, which has no id yet. */
const DRAFT = ''

const ORDER = (place: ThreadPlace): number => {
  if (isPlaced(place)) return place.from
  return place.kind === 'document' ? -1 : Number.POSITIVE_INFINITY
}

/**
 * The threads of one editor: where each is, kept along with the text, and drawn. Knows its view only by what the
 * plugin tells it, so that a text without a screen can have one.
 */
export class DocumentComments {
  readonly #places = new KeptPlaces()
  readonly #carried = new CarriedThreads()
  readonly #listeners = new Set<() => void>()
  readonly #reanchored = new Set<(reanchored: readonly Reanchored[]) => void>()
  #threads: readonly MarkedThread[] = []
  #draft: TextAnchor | null = null
  #active: string | null = null
  #order: readonly PlacedThread[] = []
  #state: EditorState | null = null
  #painter: ThreadPainter | null = null
  /** The selection that a comment is written about, moved along with the text. */
  #selection: { anchor: number; head: number } | null = null

  attach(state: EditorState, painter: ThreadPainter | null): void {
    this.#state = state
    this.#painter = painter
    this.#refresh(new Set())
  }

  detach(): void {
    this.#painter?.stop()
    this.#painter = null
    this.#state = null
  }

  /** What was done to `before` led to `state`. */
  update(before: Node, transactions: readonly Transaction[], state: EditorState): void {
    this.#state = state
    const mapping = new Mapping(transactions.flatMap((one) => one.mapping.maps))
    if (this.#selection !== null) {
      const { anchor, head } = this.#selection
      this.#selection = { anchor: mapping.map(anchor, -1), head: mapping.map(head, 1) }
    }
    const touched = this.#places.follow(before, state.doc, mapping)
    const found = this.#places.resolve(state)
    const carried = this.#carried.follow(transactions, touched, found, this.#places, state)
    if (before !== state.doc || found.size > 0) this.#refresh(new Set([...touched.keys(), ...found]))
    if (carried.length > 0) for (const listener of this.#reanchored) listener(carried)
  }

  setThreads(threads: readonly MarkedThread[]): void {
    this.#threads = threads
    this.#set()
  }

  /** Draws the place of a thread that is being written; null when none is. */
  setDraft(anchor: TextAnchor | null): void {
    this.#draft = anchor
    this.#set()
  }

  /** Shows which thread is looked at. */
  light(id: string | null): void {
    if (id === this.#active) return
    this.#active = id
    this.#draw(new Set())
  }

  /** The same list for as long as neither order nor kinds change. */
  get order(): readonly PlacedThread[] {
    return this.#order
  }

  place(id: string): ThreadPlace | null {
    return this.#places.get(id)?.place ?? null
  }

  /** Where the threads at a stretch of text or a block begin, the one that is being written under the id ''. */
  spots(): readonly { readonly id: string; readonly position: number }[] {
    return [...this.#places.all].flatMap(({ id, isOpen, place }) =>
      (isOpen || id === this.#active) && (place.kind === 'text' || place.kind === 'block')
        ? [{ id, position: place.from }]
        : [],
    )
  }

  /** Open threads at a position: the shortest stretch first, then those about its block. */
  at(position: number): readonly string[] {
    const length = (place: ThreadPlace): number =>
      isPlaced(place) ? (place.kind === 'block' ? Number.MAX_SAFE_INTEGER : place.to - place.from) : 0
    return [...this.#places.all]
      .filter(({ id, isOpen, place }) => id !== DRAFT && isOpen && holds(place, position))
      .toSorted((one, two) => length(one.place) - length(two.place))
      .map(({ id }) => id)
  }

  keepSelection({ selection }: EditorState): void {
    this.#selection = { anchor: selection.anchor, head: selection.head }
  }

  /** The selection that was kept, where it is now; once. */
  takeSelection(): { readonly anchor: number; readonly head: number } | null {
    const kept = this.#selection
    this.#selection = null
    return kept
  }

  onOrder(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onReanchor(listener: (reanchored: readonly Reanchored[]) => void): () => void {
    this.#reanchored.add(listener)
    return () => this.#reanchored.delete(listener)
  }

  #set(): void {
    const draft = this.#draft === null ? [] : [{ id: DRAFT, anchor: this.#draft, resolved: null }]
    if (this.#places.set([...this.#threads, ...draft])) this.#refresh(new Set())
  }

  #refresh(touched: ReadonlySet<string>): void {
    const found = this.#state === null ? touched : this.#places.resolve(this.#state)
    this.#draw(new Set([...touched, ...found]))
    const order = [...this.#places.all]
      .filter(({ id }) => id !== DRAFT)
      .map(({ id, place }) => ({ thread: id, kind: place.kind, at: ORDER(place) }))
      .toSorted((one, two) => (one.at === two.at ? 0 : one.at - two.at))
    const isSame =
      order.length === this.#order.length &&
      order.every(({ thread, kind }, index) => {
        const old = this.#order[index]
        return old?.thread === thread && old.kind === kind
      })
    if (isSame) return
    this.#order = order.map(({ thread, kind }) => ({ thread, kind }))
    for (const listener of this.#listeners) listener()
  }

  #draw(touched: ReadonlySet<string>): void {
    if (this.#painter === null) return
    const drawn: Drawn[] = []
    for (const { id, isOpen, place } of this.#places.all) {
      const isActive = id === this.#active || id === DRAFT
      // A suggestion is drawn as what it is; a block only while it is the one that is looked at.
      const isShown = place.kind === 'text' || (place.kind === 'block' && isActive)
      if (isShown && (isOpen || isActive) && isPlaced(place) && place.from < place.to)
        drawn.push({ id, from: place.from, to: place.to, isActive })
    }
    this.#painter.draw(drawn, touched)
  }
}

const holds = (place: ThreadPlace, position: number): boolean =>
  isPlaced(place) && place.from <= position && position <= place.to
