import type { ControlEntry } from '../facts.ts'
import { decodeLogBody } from '../log-body.ts'
import { SERVER } from '../member.ts'
import type { LogEntry } from '../update-log.ts'

/** What can be unread in a document. */
export interface Counted {
  /** Entries of the log that changed the text or a fact about it. */
  readonly changes: number
  /** The same by turns: what a member did without a pause of a minute is one. */
  readonly turns: number
  readonly comments: number
  /** Comments that mention the one who asks. */
  readonly mentions: number
}

export const NOTHING_COUNTED: Counted = { changes: 0, turns: 0, comments: 0, mentions: 0 }

/** What a document's log holds up to an entry, counted by member: kept beside the log, so that a list of many documents opens none [LOG500]. */
export interface Tally {
  /** The last entry that is counted. */
  readonly seq: number
  /** By who wrote it. */
  readonly changes: ReadonlyMap<string, number>
  readonly turns: ReadonlyMap<string, number>
  /** When each changed something last, milliseconds since 1970. */
  readonly last: ReadonlyMap<string, number>
  readonly comments: ReadonlyMap<string, number>
  /** By who is mentioned; nobody mentions themselves. */
  readonly mentions: ReadonlyMap<string, number>
}

export const EMPTY_TALLY: Tally = {
  seq: 0,
  changes: new Map(),
  turns: new Map(),
  last: new Map(),
  comments: new Map(),
  mentions: new Map(),
}

/** A pause of so many milliseconds ends a turn. */
const PAUSE = 60_000

const plusOne = (counts: ReadonlyMap<string, number>, member: string): ReadonlyMap<string, number> =>
  new Map(counts).set(member, (counts.get(member) ?? 0) + 1)

/** The tally with the next entry. What the server wrote belongs to an entry of a member, which is counted. */
export const counted = (tally: Tally, { seq, at, by, body }: LogEntry): Tally => {
  if (by === SERVER) return { ...tally, seq }
  const decoded = decodeLogBody(body)
  const content = decoded.ok ? decoded.value : null
  if (content?.kind === 'control') {
    const { entry } = content
    if (entry.type === 'thread-begun' || entry.type === 'commented')
      return {
        ...tally,
        seq,
        comments: plusOne(tally.comments, by),
        mentions: entry.mentions.filter((member) => member !== by).reduce(plusOne, tally.mentions),
      }
    if (!isChange(entry)) return { ...tally, seq }
  }
  const goesOn = at - (tally.last.get(by) ?? Number.NEGATIVE_INFINITY) < PAUSE
  return {
    ...tally,
    seq,
    changes: plusOne(tally.changes, by),
    turns: goesOn ? tally.turns : plusOne(tally.turns, by),
    last: new Map(tally.last).set(by, at),
  }
}

/** Is it something that others want to hear of? */
const isChange = ({ type }: ControlEntry): boolean =>
  type === 'stage' || type === 'decided' || type === 'undone' || type === 'locks' || type === 'seeded'

const sumOf = (counts: ReadonlyMap<string, number>): number => {
  let sum = 0
  for (const count of counts.values()) sum += count
  return sum
}

/** What members other than `asker` have done by then. */
export const byOthers = ({ changes, turns, comments, mentions }: Tally, asker: string): Counted => ({
  changes: sumOf(changes) - (changes.get(asker) ?? 0),
  turns: sumOf(turns) - (turns.get(asker) ?? 0),
  comments: sumOf(comments) - (comments.get(asker) ?? 0),
  mentions: mentions.get(asker) ?? 0,
})

/** What is behind `seen` of what is there now; a turn that was seen half counts, if nothing else does. */
export const unreadOf = (now: Counted, seen: Counted): Counted => ({
  changes: Math.max(0, now.changes - seen.changes),
  turns: Math.max(now.changes > seen.changes ? 1 : 0, now.turns - seen.turns),
  comments: Math.max(0, now.comments - seen.comments),
  mentions: Math.max(0, now.mentions - seen.mentions),
})
