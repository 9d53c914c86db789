import * as Y from 'yjs'
import { withFormat, type RawFormats } from '../schema/content.ts'
import { suggestionKey } from '../schema/formats.ts'
import { suggestionsOn } from '../suggestions/suggestion.ts'
import { markerMap } from './elements.ts'
import type { SuggestionNotes } from './judge.ts'
import type { DecidedIds, DecidedWork } from './late-ids.ts'
import type { FreshClocks } from './repair-bled-marks.ts'
import type { Sequence } from './sequence.ts'

interface Sender {
  readonly member: string
  readonly mayWrite: boolean
  /** What the update brought. */
  readonly fresh: FreshClocks
}

/** New text of an update, and the decided suggestion that it continues. */
interface LateText {
  readonly item: Y.Item
  readonly work: DecidedWork
}

/**
 * Text typed on in one's own insertion bears no mark of its own: it stands between those of the insertion. Where that
 * is decided meanwhile it would be base text; it becomes a pending suggestion instead, under the replacement id
 * [SUG404]. Call inside the transaction that applies the update, as the server; nothing else may have been read of it.
 *
 * Of a suggester all such text is late, since whoever knows of the decision marks what they write. Of a direct writer
 * only text in front of something that the decision took away, which nobody who knows of it writes.
 */
export const markLateText = (
  sequence: Sequence,
  transaction: Y.Transaction,
  sender: Sender,
  decided: DecidedIds,
): SuggestionNotes['renamed'] => {
  const renamed = new Map<string, SuggestionNotes['renamed'][number]>()
  if (decided.isEmpty) return []
  for (const { item, work } of lateTexts(sequence.text, sender, decided)) {
    if (item.deleted) continue
    const formats = formatsAt(sequence, item)
    if (suggestionsOn(formats).some(({ kind, by }) => kind === 'insertion' && by === sender.member)) continue
    const to = decided.replacementOf(work.id)
    const key = suggestionKey('insertion', to)
    const { author, at } = work
    enclose(transaction, sequence.text, item, key, { by: author, at })
    renamed.set(work.id, { from: work.id, to, author })
  }
  return [...renamed.values()]
}

const lateTexts = (text: Y.Text, { member, mayWrite, fresh }: Sender, decided: DecidedIds): LateText[] => {
  const { store } = text.doc ?? {}
  const late: LateText[] = []
  if (store === undefined) return late
  const workAt = (id: Y.ID | null): DecidedWork | null => {
    const work = id === null ? null : decided.workAt(id.client, id.clock)
    return work?.author === member ? work : null
  }
  for (const [client, { start }] of fresh) {
    const structs = store.clients.get(client) ?? []
    if (Y.getState(store, client) <= start) continue
    for (let at = Y.findIndexSS(structs, start); at < structs.length; at++) {
      const item = structs[at]
      if (!(item instanceof Y.Item) || item.parent !== text || !(item.content instanceof Y.ContentString))
        continue
      const behind = workAt(item.rightOrigin)
      const isBehindGone = behind !== null && item.rightOrigin !== null && isGone(store, item.rightOrigin)
      const own =
        (mayWrite ? (isBehindGone ? behind : null) : (workAt(item.origin) ?? behind)) ??
        late.find((one) => contains(one.item, item.origin))?.work
      if (own) late.push({ item, work: own })
    }
  }
  return late
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

const putBetween = (
  transaction: Y.Transaction,
  text: Y.Text,
  before: Y.Item | null,
  after: Y.Item | null,
  content: Y.ContentFormat,
): void => {
  const { clientID, store } = transaction.doc
  new Y.Item(
    Y.createID(clientID, Y.getState(store, clientID)),
    before,
    before === null ? null : before.lastId,
    after,
    after === null ? null : after.id,
    text,
    null,
    content,
  ).integrate(transaction, 0)
}
