import { assert } from '#core/util/assert.ts'
import type { LogEntry } from '../update-log.ts'
import type { LogStretch } from './passage.ts'

/**
 * A stretch as four blocks of memory, to be given to another thread without copying: ten thousand small entries handed
 * over one by one would hold up the thread that gives them for longer than it takes to read them.
 */
export interface PackedStretch {
  readonly from: number
  readonly snapshot: { readonly seq: number; readonly body: Uint8Array<ArrayBuffer> } | null
  /** Of the first entry; the others follow without a gap. */
  readonly first: number
  /** Each author once; `by` are indexes into it. */
  readonly authors: readonly string[]
  readonly by: Uint32Array<ArrayBuffer>
  readonly at: Float64Array<ArrayBuffer>
  /** Where each body ends in `bodies`. */
  readonly ends: Uint32Array<ArrayBuffer>
  readonly bodies: Uint8Array<ArrayBuffer>
}

export const packStretch = ({ from, snapshot, entries }: LogStretch): PackedStretch => {
  const authors = new Map<string, number>()
  const [by, at] = [new Uint32Array(entries.length), new Float64Array(entries.length)]
  const ends = new Uint32Array(entries.length)
  let end = 0
  entries.forEach((entry, index) => {
    const author = authors.get(entry.by) ?? authors.size
    authors.set(entry.by, author)
    by[index] = author
    at[index] = entry.at
    ends[index] = end += entry.body.length
  })
  const bodies = new Uint8Array(end)
  entries.forEach(({ body }, index) => bodies.set(body, (ends[index] ?? 0) - body.length))
  return {
    from,
    snapshot: snapshot === null ? null : { seq: snapshot.seq, body: new Uint8Array(snapshot.body) },
    first: entries[0]?.seq ?? 0,
    authors: [...authors.keys()],
    by,
    at,
    ends,
    bodies,
  }
}

/** The memory that goes along when a packed stretch is given away. */
export const memoryOf = ({ snapshot, by, at, ends, bodies }: PackedStretch): readonly ArrayBuffer[] => [
  ...(snapshot === null ? [] : [snapshot.body.buffer]),
  by.buffer,
  at.buffer,
  ends.buffer,
  bodies.buffer,
]

export const unpackStretch = (packed: PackedStretch): LogStretch => {
  const { from, snapshot, first, authors, by, at, ends, bodies } = packed
  const entries: LogEntry[] = []
  let start = 0
  by.forEach((author, index) => {
    const [name, time, end] = [authors[author], at[index], ends[index]]
    assert(name !== undefined && time !== undefined && end !== undefined, 'a packed stretch is whole')
    entries.push({ seq: first + index, at: time, by: name, body: bodies.subarray(start, end) })
    start = end
  })
  return { from, snapshot, entries }
}
