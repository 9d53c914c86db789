import type { Act } from '../since/acts.ts'
import type { AuthoredRun } from './authored-run.ts'

/** Characters that one entry of the log wrote, in the order of the text, those that are gone included. */
export interface WrittenText {
  readonly text: string
  readonly act: Act
  /** The entry that took them away; null for what stands. */
  readonly taken: number | null
}

/** Shorter text is written anew by anybody at any time. */
const LEAST = 12
/** So many places of a text that is gone are looked at. */
const MOST_PLACES = 8

/**
 * Of text that stood before and came again (moved, cut and pasted, brought back): who wrote it first. It is sought, at
 * least a dozen characters at once, in what was gone by then; what was brought back several times leads back to the first.
 */
export class BroughtBack {
  readonly #written: readonly WrittenText[]
  /** Everything that is gone, and where each piece of it begins. */
  readonly #gone: string
  readonly #goneAt: readonly { readonly start: number; readonly index: number }[]
  readonly #known = new Map<number, readonly AuthoredRun[]>()
  /** The index of the first piece of the stretch that each piece came with. */
  readonly #stretches = new Map<number, readonly number[]>()

  constructor(written: readonly WrittenText[]) {
    this.#written = written
    const gone: string[] = []
    const goneAt: { start: number; index: number }[] = []
    let start = 0
    written.forEach(({ text, taken }, index) => {
      if (taken === null) return
      gone.push(text)
      goneAt.push({ start, index })
      start += text.length
    })
    this.#gone = gone.join('')
    this.#goneAt = goneAt
    this.#findStretches()
  }

  /** Who wrote a piece, as runs that are its text together. */
  of(index: number): readonly AuthoredRun[] {
    const known = this.#known.get(index)
    if (known !== undefined) return known
    const piece = this.#written[index]
    if (piece === undefined) return []
    const own = [runOf(piece, piece.text)]
    // Whoever asks again for what is being found out (it cannot be its own origin) gets this.
    this.#known.set(index, own)
    const stretch = this.#stretches.get(index)
    if (stretch !== undefined) this.#findOrigin(stretch)
    return this.#known.get(index) ?? own
  }

  /** Pieces of one entry that stand side by side. */
  #findStretches(): void {
    let open: number[] = []
    let length = 0
    const close = (): void => {
      if (length >= LEAST) for (const index of open) this.#stretches.set(index, open)
      open = []
      length = 0
    }
    let seq = -1
    this.#written.forEach(({ act, text }, index) => {
      if (act.seq !== seq) close()
      seq = act.seq
      open.push(index)
      length += text.length
    })
    close()
  }

  #findOrigin(stretch: readonly number[]): void {
    const text = stretch.map((index) => this.#written[index]?.text ?? '').join('')
    const seq = this.#written[stretch[0] ?? 0]?.act.seq ?? 0
    let at = this.#gone.indexOf(text)
    for (let places = 0; at >= 0 && places < MOST_PLACES; places++) {
      const found = this.#goneRuns(at, at + text.length, seq)
      if (found !== null) {
        this.#share(stretch, found)
        return
      }
      at = this.#gone.indexOf(text, at + 1)
    }
  }

  /** Who wrote what is gone from `start` to `end`; null when any of it was not gone yet with the entry `seq`. */
  #goneRuns(start: number, end: number, seq: number): readonly AuthoredRun[] | null {
    const runs: AuthoredRun[] = []
    for (let at = this.#pieceAt(start); at < this.#goneAt.length; at++) {
      const piece = this.#goneAt[at]
      if (piece === undefined || piece.start >= end) break
      const written = this.#written[piece.index]
      if (written === undefined || written.act.seq >= seq || (written.taken ?? 0) > seq) return null
      const from = Math.max(0, start - piece.start)
      runs.push(...cut(this.of(piece.index), from, end - piece.start))
    }
    return runs
  }

  #pieceAt(offset: number): number {
    let [low, high] = [0, this.#goneAt.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((this.#goneAt[middle]?.start ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  #share(stretch: readonly number[], runs: readonly AuthoredRun[]): void {
    let start = 0
    for (const index of stretch) {
      const length = this.#written[index]?.text.length ?? 0
      this.#known.set(index, cut(runs, start, start + length))
      start += length
    }
  }
}

const runOf = ({ act }: WrittenText, text: string): AuthoredRun => ({ text, by: act.by, at: act.at })

/** The characters from `start` to `end` of some runs. */
const cut = (runs: readonly AuthoredRun[], start: number, end: number): readonly AuthoredRun[] => {
  const cutRuns: AuthoredRun[] = []
  let at = 0
  for (const { text, ...who } of runs) {
    const piece = text.slice(Math.max(0, start - at), Math.max(0, end - at))
    if (piece !== '') cutRuns.push({ text: piece, ...who })
    at += text.length
  }
  return cutRuns
}
