import * as Y from 'yjs'
import { withFormat, type RawFormats } from '../schema/content.ts'
import { suggestionKey } from '../schema/formats.ts'
import { readSuggestion, suggestionsOn, type Suggestion } from '../suggestions/suggestion.ts'
import { markerMap } from './elements.ts'
import type { SuggestionNotes } from './judge.ts'
import type { DecidedIds, DecidedWork } from './late-ids.ts'
import { isFresh, type FreshClocks } from './fresh-clocks.ts'
import type { KnownWork } from './known-work.ts'
import { insertionAround, wasInside } from './seen-insertions.ts'
import type { Sequence } from './sequence.ts'
import { putBetween } from './text-cursor.ts'
import { isPastMark, type ToldDeletions } from './told-deletions.ts'

interface Sender {
  readonly member: string
  readonly mayWrite: boolean
  /** What the update brought. */
  readonly fresh: FreshClocks
  readonly told: ToldDeletions
}

/** New text of an update, and the insertion that it continues; null stands for one of the sender's of which no more is known. */
interface LateText {
  readonly item: Y.Item
  readonly work: DecidedWork | null
}

/**
 * Text typed on in one's own insertion bears no mark of its own: it stands between those of the insertion. Where that
 * was decided or deleted meanwhile, or a decision about it undone, it would be base text; it becomes a pending
 * suggestion instead, under the id of the insertion, or its replacement where that one is decided [SUG404]. Call inside
 * the transaction that applies the update, as the server; nothing else may have been read of it.
 *
 * Of a suggester all text beside their own is late, since whoever knows what became of it marks what they write. Of a
 * direct writer only text in front of something that went, which nobody who knows of it writes: their own words typed
 * on, or anybody's that their undo brought back; and of who tells all that they know, text right behind the beginning of
 * an insertion of theirs that went.
 */
export const markLateText = (
  sequence: Sequence,
  transaction: Y.Transaction,
  sender: Sender,
  known: KnownWork,
): SuggestionNotes['renamed'] => {
  const { member, mayWrite } = sender
  const renamed = new Map<string, SuggestionNotes['renamed'][number]>()
  const mark = (item: Y.Item, id: string, value: { readonly by: string; readonly at: number }): void => {
    const key = suggestionKey('insertion', id)
    // The server's word, in whosever name: the sender does not answer for it.
    known.ledger.note(new Map([[key, value]]))
    enclose(transaction, sequence.text, item, key, value)
  }
  for (const { item, work } of lateTexts(sequence.text, sender, known)) {
    if (item.deleted) continue
    const suggestions = suggestionsOn(formatsAt(sequence, item))
    const author = work?.author ?? member
    // What is left in force of something else that is decided makes no proposal of it.
    const stands = ({ id }: Suggestion): boolean => id === work?.id || known.decided.stateOf(id) === null
    const inserted = suggestions.filter(
      ({ kind, by }) => kind === 'insertion' && (by === author || by === member),
    )
    if (inserted.some(stands)) continue
    if (work === null) {
      const id = `${member}-late-${item.id.client.toString(36)}-${item.id.clock.toString(36)}`
      const at = suggestions.reduce(
        (latest, one) => Math.max(latest, one.at + 1),
        known.ledger.latestBy(member),
      )
      mark(item, id, { by: member, at })
      continue
    }
    const to = pendingId(known.decided, work.id, { member, mayWrite })
    mark(item, to, { by: author, at: work.at })
    if (to !== work.id) renamed.set(work.id, { from: work.id, to, author })
  }
  return [...renamed.values()]
}

/** Under which id late work of a suggestion is pending. Who deleted one brings it back as it was [SUG405]. */
export const pendingId = (
  decided: DecidedIds,
  id: string,
  { member, mayWrite }: { readonly member: string; readonly mayWrite: boolean },
): string => {
  const state = decided.stateOf(id)
  if (state === null || (mayWrite && state.reason === 'deleted' && state.by === member)) return id
  return decided.replacementOf(id)
}

const lateTexts = (text: Y.Text, sender: Sender, known: KnownWork): LateText[] => {
  const { member, mayWrite, fresh, told } = sender
  const { store } = text.doc ?? {}
  const late: LateText[] = []
  if (store === undefined) return late
  const workAt = (id: Y.ID | null): DecidedWork | null => {
    if (id === null) return null
    const work = known.decided.workAt(id.client, id.clock) ?? (isGone(store, id) ? known.gone.at(id) : null)
    return work?.part === 'markers' ? null : work
  }
  const past = { told, fresh, decided: known.decided }
  const isOwn = (work: DecidedWork | null): boolean => work?.author === member
  /** Did it go with the insertion? What was accepted was text like any other when it went. */
  const isTaken = ({ id, part }: DecidedWork): boolean =>
    part === 'ends' || known.decided.stateOf(id)?.verdict !== 'accept'
  /** Of a suggester: it stood beside what they wrote before, which was theirs. */
  const isBesideOwn = ({ origin, rightOrigin }: Y.Item): boolean =>
    [origin, rightOrigin].some(
      (id) => id !== null && !isFresh(fresh, id) && known.ownerOf(id.client) === member,
    )
  for (const [client, { start }] of fresh) {
    const structs = store.clients.get(client) ?? []
    if (Y.getState(store, client) <= start) continue
    for (let at = Y.findIndexSS(structs, start); at < structs.length; at++) {
      const item = structs[at]
      if (!(item instanceof Y.Item) || item.parent !== text || !(item.content instanceof Y.ContentString))
        continue
      const seen = insertionAround(item, member, told, known)
      const behind = workAt(item.rightOrigin)
      const continued = late.find(
        (one) => isOwn(one.work) && (contains(one.item, item.origin) || contains(one.item, item.rightOrigin)),
      )
      if (mayWrite) {
        if (seen !== null) {
          late.push({ item, work: seen })
          continue
        }
        const isBehindGone = item.rightOrigin !== null && isGone(store, item.rightOrigin)
        const before = workAt(item.origin)
        // What ends the insertion may stand behind what ends something else.
        const isInGone = before?.part === 'items' && isOwn(before) && isTaken(before)
        if (behind !== null && isBehindGone && isTaken(behind)) {
          const isInside =
            wasInside(item, behind.id, told, known) ??
            !(isTakenOff(item, behind, fresh) || isPastMark(item, past, (id) => workAt(id) !== null))
          if (isInside) late.push({ item, work: behind })
        } else if (isBehindGone && isInGone && wasInside(item, before.id, told, known) !== false)
          late.push({ item, work: before })
        else if (continued !== undefined) late.push({ item, work: continued.work })
        else {
          const inside = isBehindGone ? null : insideOf(item, sender, known)
          if (inside !== null && wasInside(item, inside.id, told, known) !== false)
            late.push({ item, work: inside })
        }
        continue
      }
      const own = [seen, workAt(item.origin), behind].find(isOwn) ?? continued?.work
      if (own) late.push({ item, work: own })
      else if (isBesideOwn(item) || late.some((one) => contains(one.item, item.origin)))
        late.push({ item, work: null })
    }
  }
  return late
}

/** Did its author take the mark of the insertion off in front of it? Then they knew of it, and wrote text. */
const isTakenOff = (item: Y.Item, { id }: DecidedWork, fresh: FreshClocks): boolean => {
  const key = suggestionKey('insertion', id)
  for (let { left } = item; left !== null && isFresh(fresh, left.id); left = left.left)
    if (left.content instanceof Y.ContentFormat && left.content.key === key)
      return (left.content.value as unknown) === null
  return false
}

/**
 * The pending insertion of a direct writer in front of whose first letter, behind the mark, they typed something that
 * comes to stand in front of the mark: it has been written anew since. Letters that were text once may bear a mark of
 * which they did not know.
 */
const insideOf = (item: Y.Item, { member, fresh }: Sender, known: KnownWork): DecidedWork | null => {
  const { rightOrigin } = item
  if (rightOrigin === null || known.decided.workAt(rightOrigin.client, rightOrigin.clock) !== null)
    return null
  let inside: DecidedWork | null = null
  for (let near = item.right; near !== null; near = near.right) {
    if (contains(near, rightOrigin)) return near.content instanceof Y.ContentString ? inside : null
    if (near.deleted || isFresh(fresh, near.id)) continue
    if (!(near.content instanceof Y.ContentFormat)) return null
    const { key, value }: { readonly key: string; readonly value: unknown } = near.content
    const suggestion = readSuggestion(key, value)
    if (suggestion?.kind !== 'insertion' || suggestion.by !== member) continue
    inside = { id: suggestion.id, author: member, at: suggestion.at, part: 'items' }
  }
  return null
}

const isGone = (store: Y.Doc['store'], id: Y.ID): boolean => Y.getItem(store, id).deleted

const contains = (item: Y.Item, id: Y.ID | null): boolean =>
  id !== null &&
  id.client === item.id.client &&
  id.clock >= item.id.clock &&
  id.clock < item.id.clock + item.length

/** The formats in force at an item: read back to the nearest marker that the index knows. */
const formatsAt = (sequence: Sequence, at: Y.Item): RawFormats => {
  const found = new Map<string, unknown>()
  let formats = sequence.block(0).start
  for (let item = at.left; item !== null; item = item.left) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentFormat) {
      if (!found.has(content.key)) found.set(content.key, content.value)
      continue
    }
    const map = markerMap(item)
    const block = map === null ? null : sequence.blockOfMap(map)
    if (block === null) continue
    formats = block.start
    break
  }
  for (const [key, value] of found) formats = withFormat(formats, key, value)
  return formats
}

/** Sets a format on one item of text, on which it is not in force. */
const enclose = (
  transaction: Y.Transaction,
  text: Y.Text,
  item: Y.Item,
  key: string,
  value: object,
): void => {
  putBetween(transaction, text, item.left, item, new Y.ContentFormat(key, value))
  // Yjs types a format's value as an object; null is a value as well.
  putBetween(transaction, text, item, item.right, new Y.ContentFormat(key, null as unknown as object))
}
