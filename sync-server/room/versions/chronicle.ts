import type { Stage } from '#core/access/stages.ts'
import type { ControlEntry } from '../facts.ts'
import { decodeLogBody } from '../log-body.ts'
import { SERVER } from '../member.ts'
import { Causes } from '../since/acts.ts'
import type { LogEntry } from '../update-log.ts'

/** A stretch of writing: entries that changed the text without a long pause between. Times are milliseconds since 1970. */
export interface Moment {
  readonly from: number
  readonly seq: number
  readonly startedAt: number
  readonly at: number
  /** Entries that changed the text. */
  readonly entries: number
  /** Members, in the order of their first entry. */
  readonly by: readonly string[]
}

/** A point of the log that is a version without anybody having named it, or because somebody did. */
export type Mark =
  | ({ readonly kind: 'named'; readonly id: string; readonly name: string; readonly seq: number } & Done)
  | ({ readonly kind: 'restored'; readonly id: string; readonly of: number; readonly seq: number } & Done)
  | ({ readonly kind: 'stage'; readonly stage: Stage; readonly seq: number } & Done)

interface Done {
  readonly by: string
  readonly at: number
}

/** The last entry in front of a pause, and how long that lasted. */
export interface Pause {
  readonly seq: number
  readonly at: number
  readonly length: number
}

/**
 * What there is to tell of a document's log up to an entry, without its text: kept beside the log and followed, so that
 * no question reads the log [LOG520]. Follows from the entries alone, however many of them are taken at once.
 */
export interface Chronicle {
  /** The last entry that it holds. */
  readonly seq: number
  readonly moments: readonly Moment[]
  readonly marks: readonly Mark[]
  readonly pauses: readonly Pause[]
  /** Who caused what the server writes next. */
  readonly cause: string | null
}

/** So many moments are told at the most, which a slider has places for; older writing is told more coarsely. */
export const MOST_MOMENTS = 2_000
/** So many versions are made by pauses at the most; when there are more, the longer half of the pauses stays. */
export const MOST_PAUSES = 1_000
/** Who writes again within so many milliseconds goes on with the same moment, up to so many entries. */
const MOMENT_PAUSE = 2 * 60_000
const MOMENT_ENTRIES = 100
/** Nobody wrote for so many milliseconds: what stood then is a version. */
export const VERSION_PAUSE = 30 * 60_000

export const EMPTY_CHRONICLE: Chronicle = {
  seq: 0,
  moments: [],
  marks: [],
  pauses: [],
  cause: null,
}

/** Takes entries of a log in order and says what there is to tell of them. */
export class ChronicleWriter {
  #seq: number
  #moments: Moment[]
  readonly #marks: Mark[]
  #pauses: Pause[]
  readonly #causes: Causes
  #cause: string | null

  constructor(from: Chronicle) {
    this.#seq = from.seq
    this.#moments = [...from.moments]
    this.#marks = [...from.marks]
    this.#pauses = [...from.pauses]
    this.#causes = new Causes(from.cause)
    this.#cause = from.cause
  }

  take(entry: LogEntry): void {
    const { seq, at, by, body } = entry
    this.#seq = seq
    const decoded = decodeLogBody(body)
    const content = decoded.ok ? decoded.value : null
    const control = content?.kind === 'control' ? content.entry : null
    this.#cause = this.#causes.of(by, control)
    if (content?.kind === 'update') {
      this.#write(seq, at, this.#cause)
      this.#reach(seq, by)
    }
    if (control !== null) this.#mark(control, { by, at }, seq)
  }

  /** What it holds now. */
  get chronicle(): Chronicle {
    return {
      seq: this.#seq,
      moments: [...this.#moments],
      marks: [...this.#marks],
      pauses: [...this.#pauses],
      cause: this.#cause,
    }
  }

  #write(seq: number, at: number, by: string | null): void {
    const last = this.#moments.at(-1)
    const next: Moment = { from: seq, seq, startedAt: at, at, entries: 1, by: by === null ? [] : [by] }
    if (last === undefined) {
      this.#moments.push(next)
      return
    }
    // What the server writes along with an entry comes at once.
    const pause = Math.max(0, at - last.at)
    if (pause >= VERSION_PAUSE) this.#pause({ seq: last.seq, at: last.at, length: pause })
    const goesOn = pause < MOMENT_PAUSE && last.entries < MOMENT_ENTRIES
    if (goesOn) this.#moments[this.#moments.length - 1] = join(last, next)
    else this.#moments.push(next)
    while (this.#moments.length > MOST_MOMENTS) this.#moments = coarser(this.#moments)
  }

  #pause(pause: Pause): void {
    this.#pauses.push(pause)
    if (this.#pauses.length <= MOST_PAUSES) return
    const longest = this.#pauses.toSorted((one, other) => other.length - one.length || other.seq - one.seq)
    const kept = new Set(longest.slice(0, MOST_PAUSES / 2))
    this.#pauses = this.#pauses.filter((one) => kept.has(one))
  }

  #mark(entry: ControlEntry, done: Done, seq: number): void {
    switch (entry.type) {
      case 'stage':
        this.#marks.push({ kind: 'stage', stage: entry.stage, seq, ...done })
        return
      case 'version-named':
        // A second one of an id says nothing.
        if (this.#isKnown(entry.id)) return
        this.#marks.push({
          kind: 'named',
          id: entry.id,
          name: entry.name,
          seq: Math.min(entry.of, seq),
          ...done,
        })
        return
      case 'restored':
        this.#marks.push({ kind: 'restored', id: entry.id, of: entry.of, seq, ...done })
        return
      default:
    }
  }

  /** What a restore wrote follows it at once: the version is the text after that. */
  #reach(seq: number, by: string): void {
    const last = this.#marks.at(-1)
    if (by === SERVER && last?.kind === 'restored' && last.seq === seq - 1)
      this.#marks[this.#marks.length - 1] = { ...last, seq }
  }

  #isKnown(id: string): boolean {
    return this.#marks.some((mark) => mark.kind !== 'stage' && mark.id === id)
  }
}

/** Two moments that follow one another as one. */
const join = (one: Moment, two: Moment): Moment => ({
  from: one.from,
  seq: two.seq,
  startedAt: one.startedAt,
  at: Math.max(one.at, two.at),
  entries: one.entries + two.entries,
  by: [...one.by, ...two.by.filter((member) => !one.by.includes(member))],
})

/** Up to half as many: pairs of neighbours become one where the pause between them is none of the longer half. */
const coarser = (moments: readonly Moment[]): Moment[] => {
  const pauses = moments.slice(1).map(({ startedAt }, index) => startedAt - (moments[index]?.at ?? 0))
  const middle = pauses.toSorted((one, other) => one - other)[pauses.length >>> 1] ?? 0
  const coarse: Moment[] = []
  for (let index = 0; index < moments.length; index++) {
    const [one, two] = [moments[index], moments[index + 1]]
    if (one === undefined) break
    const isPair = two !== undefined && (pauses[index] ?? 0) <= middle
    coarse.push(isPair ? join(one, two) : one)
    if (isPair) index++
  }
  return coarse
}
