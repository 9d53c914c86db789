import * as Y from 'yjs'
import type { Sender } from '#core/shared-doc/judge.ts'
import { contentOf } from './gate-world.ts'
import type { SeededRandom } from './seeded-random.ts'
import { oracleOwner, type OracleCell, type OracleMark } from './suggestion-oracle.ts'

type Kind = OracleMark['kind']
const isKind = (kind: string): kind is Kind =>
  kind === 'insertion' || kind === 'deletion' || kind === 'formatChange'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** The text cell by cell, read through Y.Text's own delta: nothing of ours has a part in it. */
export const cellsOf = (doc: Y.Doc): OracleCell[] =>
  contentOf(doc)
    .toDelta()
    .flatMap((part: { insert: unknown; attributes?: Readonly<Record<string, unknown>> }) => {
      const isMarker = part.insert instanceof Y.Map
      const entries =
        part.insert instanceof Y.Map ? [...part.insert.entries()] : Object.entries(part.attributes ?? {})
      const marks: OracleMark[] = []
      const props: Record<string, unknown> = {}
      for (const [key, value] of entries) {
        const [kind = '', id = ''] = key.split('--')
        if (!isKind(kind) || !isRecord(value)) {
          props[key] = value
          continue
        }
        const { by, at, whole, set } = value
        marks.push({
          kind,
          id,
          by: String(by),
          at: Number(at),
          ...(whole === true ? { whole: true as const } : {}),
          ...(typeof set === 'string' ? { set: JSON.parse(set) as Record<string, unknown> } : {}),
        })
      }
      const chars = isMarker ? ['¶'] : String(part.insert).split('')
      return chars.map((char) => ({ char, marks, props }))
    })

/** A person at a keyboard: a copy of the document, what they have not sent yet, and their next suggestion. */
export interface Writer {
  readonly sender: Sender
  doc: Y.Doc
  unsent: Uint8Array[]
  clock: number
}

const valueOf = ({ by, at, whole, set }: OracleMark): Record<string, unknown> => ({
  by,
  at,
  ...(whole ? { whole } : {}),
  ...(set ? { set: JSON.stringify(set) } : {}),
})

const formatsOf = (cell: OracleCell | undefined): Record<string, unknown> => ({
  ...(cell?.char === '¶' ? {} : cell?.props),
  ...Object.fromEntries((cell?.marks ?? []).map((mark) => [`${mark.kind}--${mark.id}`, valueOf(mark)])),
})

const mapAt = (text: Y.Text, index: number): Y.Map<unknown> | null => {
  let at = 0
  for (const part of text.toDelta()) {
    if (at === index) return part.insert instanceof Y.Map ? part.insert : null
    at += typeof part.insert === 'string' ? part.insert.length : 1
    if (at > index) return null
  }
  return null
}

/** One plain edit, as an editor makes it and as a forger does under any role. */
export const plainEdit = (writer: Writer, random: SeededRandom): void => {
  const text = contentOf(writer.doc)
  const at = random.below(text.length + 1)
  const length = Math.min(text.length - at, 1 + random.below(6))
  const cells = cellsOf(writer.doc)
  switch (random.below(7)) {
    case 0:
    case 1:
      text.insert(
        at,
        random.pick(['اب', 'x', ' ', 'كلمة ']),
        random.chance(0.6) ? {} : formatsOf(cells[at - 1]),
      )
      break
    case 2:
      if (length > 0) text.delete(at, length)
      break
    case 3:
      text.insertEmbed(at, new Y.Map<unknown>([['bid', `${writer.sender.member}${++writer.clock}`]]), {})
      break
    case 4:
      if (length > 0) text.format(at, length, { bold: random.chance(0.5) ? true : null })
      break
    case 5:
      mapAt(
        text,
        cells.findIndex(({ char }) => char === '¶'),
      )?.set('kind', random.pick(['quote', 'heading']))
      break
    default: {
      // Takes a suggestion off, whosever it is, or sets one again with another time or author.
      const marked = cells.findIndex(({ marks }, index) => index >= at && marks.length > 0)
      const mark = cells[marked]?.marks[0]
      if (mark === undefined) return
      const changed = random.pick([null, { ...mark, at: mark.at + 1 }, { ...mark, by: writer.sender.member }])
      const key = `${mark.kind}--${mark.id}`
      if (cells[marked]?.char === '¶') mapAt(text, marked)?.set(key, valueOf(changed ?? mark))
      else text.format(marked, 1, { [key]: changed === null ? null : valueOf(changed) })
    }
  }
}

/** One edit by somebody who suggests, tracked as the rules of suggesting say. */
export const trackedEdit = (writer: Writer, random: SeededRandom, now: number): void => {
  const { member } = writer.sender
  const text = contentOf(writer.doc)
  const cells = cellsOf(writer.doc)
  // Now and then in front of everything, where no editor types.
  const at = random.chance(0.05) ? 0 : 1 + random.below(Math.max(1, text.length))
  const id = `${member}-s-${++writer.clock}`
  const value = { by: member, at: now }
  const [before, after] = [cells[at - 1], cells[at]]
  const outer = Object.fromEntries(
    Object.entries(formatsOf(before)).filter(([key]) => key.includes('--') && key in formatsOf(after)),
  )
  switch (random.below(5)) {
    case 0:
    case 1: {
      const near = [before, after].flatMap((cell) =>
        cell !== undefined && cell.char !== '¶' && oracleOwner(cell) === member ? [cell] : [],
      )[0]
      const formats = near === undefined ? { ...outer, [`insertion--${id}`]: value } : formatsOf(near)
      text.insert(at, random.pick(['اب', 'x', 'كلمة ']), formats)
      break
    }
    case 2: {
      const end = Math.min(cells.length, at + 1 + random.below(5))
      for (let index = end - 1; index >= at; index--) {
        const cell = cells[index]
        if (cell === undefined) continue
        if (oracleOwner(cell) === member) text.delete(index, 1)
        else if (cell.char === '¶') mapAt(text, index)?.set(`deletion--${id}`, value)
        else text.format(index, 1, { [`deletion--${id}`]: value })
      }
      break
    }
    case 3:
      text.insertEmbed(
        at,
        new Y.Map<unknown>([
          ['bid', id],
          [`insertion--${id}`, value],
        ]),
        outer,
      )
      break
    default: {
      const marker = cells.findIndex(({ char }, index) => char === '¶' && index >= at)
      mapAt(text, marker)?.set(`formatChange--${id}`, { ...value, set: '{"kind":"quote"}' })
    }
  }
}
