import type { Node } from 'prosemirror-model'
import type { EditorState, Transaction } from 'prosemirror-state'
import { Mapping } from 'prosemirror-transform'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import type { TextAnchor } from '#core/anchors/text-anchor.ts'
import { isRemote } from '../binding/sequence-plugin.ts'
import type { KeptPlace, KeptPlaces } from './kept-places.ts'
import { positionInText, textOf } from './text-stretch.ts'
import { anchorAt, isPlaced, type ThreadPlace } from './thread-place.ts'

/** A thread whose text the person here carried elsewhere, and its new anchor. */
export interface Reanchored {
  readonly thread: string
  readonly anchor: TextAnchor
}

/** Acts that carry text: what is typed letter by letter never counts as what was cut. */
const CARRIES: readonly unknown[] = ['paste', 'drop', 'move']

const metaOf = (transaction: Transaction): unknown => transaction.getMeta(ySyncPluginKey)

const isUndo = (transaction: Transaction): boolean => {
  const meta = metaOf(transaction)
  return typeof meta === 'object' && meta !== null && Reflect.get(meta, 'isUndoRedoOperation') === true
}

/** Did the person here do this, by hand or by undo? */
const isOwn = (transaction: Transaction): boolean => !isRemote(transaction) || isUndo(transaction)

const carries = (transaction: Transaction): boolean =>
  isUndo(transaction) || CARRIES.includes(transaction.getMeta('uiEvent'))

/** What these transactions wrote, as stretches of the last document. */
const writtenBy = (transactions: readonly Transaction[]): { from: number; to: number }[] => {
  const rest = new Mapping(transactions.flatMap(({ mapping }) => mapping.maps))
  const written: { from: number; to: number }[] = []
  rest.maps.forEach((map, index) => {
    const later = rest.slice(index + 1)
    map.forEach((_from, _to, newFrom, newTo) => {
      const [from, to] = [later.map(newFrom, 1), later.map(newTo, -1)]
      if (to > from) written.push({ from, to })
    })
  })
  return written
}

/**
 * Follows threads whose text is cut and pasted, dragged, moved with its block, or brought back by undo ([ANC8]). Text
 * that is carried is new text for the shared document, so the anchor has to be made anew by whoever carried it.
 */
export class CarriedThreads {
  /** The text of threads that this person's cut took away, until it comes back. */
  readonly #cut = new Map<string, string>()

  /**
   * @param before what was known of the threads that the transactions touched.
   * @param found those that had to be found anew since.
   * @param places as they are now; what was carried is anchored anew in them.
   */
  follow(
    transactions: readonly Transaction[],
    before: ReadonlyMap<string, KeptPlace>,
    found: ReadonlySet<string>,
    places: KeptPlaces,
    state: EditorState,
  ): readonly Reanchored[] {
    if (!transactions.some(isOwn)) return []
    const carried: Reanchored[] = []
    const take = (id: string, place: { readonly from: number; readonly to: number }): void => {
      const anchor = anchorAt(state, place.from, place.to)
      if (anchor === null) return
      const now: ThreadPlace = { kind: 'text', ...place }
      places.reanchor(id, anchor, now, state.doc)
      this.#cut.delete(id)
      carried.push({ thread: id, anchor })
    }
    for (const [id, old] of before) {
      const now = places.get(id)
      if (now === undefined || old.place.kind !== 'text' || !found.has(id)) continue
      if (now.place.kind === 'orphan') this.#cut.set(id, old.text)
      else if (isPlaced(now.place) && now.how !== 'positions' && now.place.kind === 'text')
        take(id, now.place)
    }
    if (this.#cut.size === 0 || !transactions.some(carries)) return carried
    for (const stretch of writtenBy(transactions))
      for (const [id, text] of this.#cut) {
        if (places.get(id)?.place.kind !== 'orphan') {
          this.#cut.delete(id)
          continue
        }
        const place = placeIn(state.doc, stretch, text)
        if (place !== null) take(id, place)
      }
    return carried
  }
}

const placeIn = (
  doc: Node,
  { from, to }: { readonly from: number; readonly to: number },
  text: string,
): { readonly from: number; readonly to: number } | null => {
  const at = textOf(doc, from, to).indexOf(text)
  if (at < 0) return null
  return { from: positionInText(doc, from, at), to: positionInText(doc, from, at + text.length) }
}
