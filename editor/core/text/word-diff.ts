import { OF_WORD } from './words.ts'

/** A piece of two versions of a text: what stayed, what went, what came. */
export interface WordPiece {
  readonly kind: 'same' | 'gone' | 'come'
  readonly text: string
}

/** Two versions that differ in more words than this are told as one that went and one that came. */
const MAX_EDITS = 1_000

const TOKEN = new RegExp(`(?:${OF_WORD.source})+|\\s+|[^]`, 'gu')

const tokensOf = (text: string): readonly string[] => text.match(TOKEN) ?? []

const hasWord = (text: string): boolean => OF_WORD.test(text)

/**
 * The words of a text before and after, in order [DIR500]: `same` and `gone` together are `before`, `same` and `come`
 * together are `after`. A word is told whole, with its harakat, tatweel and joiners: of one that differs in a letter
 * the old one goes and the new one comes. Neighbouring changes with nothing but blanks and punctuation between them
 * are one; what goes is told before what comes. Pieces are never empty and neighbours differ in kind.
 *
 * The shortest such list where the versions differ in up to a thousand words (E. Myers, An O(ND) Difference Algorithm,
 * 1986), apart from those joined changes; beyond that what lies between their common beginning and end.
 */
export const diffWords = (before: string, after: string): readonly WordPiece[] => {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }]
  const [old, now] = [tokensOf(before), tokensOf(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start++
  let [end, newEnd] = [old.length, now.length]
  while (end > start && newEnd > start && old[end - 1] === now[newEnd - 1]) {
    end--
    newEnd--
  }
  const hunks: Hunk[] = [{ same: old.slice(0, start).join(''), gone: '', come: '' }]
  const middle = editsBetween(old.slice(start, end), now.slice(start, newEnd))
  return piecesOf(joinHunks([...hunks, ...middle, { same: old.slice(end).join(''), gone: '', come: '' }]))
}

/** What stayed, and what changed behind it. */
interface Hunk {
  readonly same: string
  readonly gone: string
  readonly come: string
}

const editsBetween = (old: readonly string[], now: readonly string[]): readonly Hunk[] => {
  if (old.length === 0 || now.length === 0) return [{ same: '', gone: old.join(''), come: now.join('') }]
  const trace = shortestEdits(old, now)
  if (trace === null) return [{ same: '', gone: old.join(''), come: now.join('') }]
  return hunksOf(old, now, trace)
}

/** Per number of edits, how far each diagonal reaches; null where it takes more than {@link MAX_EDITS}. */
const shortestEdits = (old: readonly string[], now: readonly string[]): readonly Int32Array[] | null => {
  const most = Math.min(old.length + now.length, MAX_EDITS)
  const reach = new Int32Array(2 * most + 3)
  const zero = most + 1
  const trace: Int32Array[] = []
  for (let edits = 0; edits <= most; edits++) {
    trace.push(reach.slice(zero - edits - 1, zero + edits + 2))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = nextReach(reach, zero, edits, diagonal)
      while (x < old.length && x - diagonal < now.length && old[x] === now[x - diagonal]) x++
      reach[zero + diagonal] = x
      if (x >= old.length && x - diagonal >= now.length) return trace
    }
  }
  return null
}

/** Goes on from the diagonal that reaches further: one more word that came, or one more that went. */
const nextReach = (reach: Int32Array, zero: number, edits: number, diagonal: number): number => {
  const [below, above] = [reach[zero + diagonal - 1] ?? 0, reach[zero + diagonal + 1] ?? 0]
  return diagonal === -edits || (diagonal !== edits && below < above) ? above : below + 1
}

/** Walks the trace back from the end. */
const hunksOf = (
  old: readonly string[],
  now: readonly string[],
  trace: readonly Int32Array[],
): readonly Hunk[] => {
  const hunks: Hunk[] = []
  let [x, y] = [old.length, now.length]
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits] ?? new Int32Array()
    // Index `edits + 1` of a trace is diagonal 0.
    const diagonal = x - y
    const isDown =
      diagonal === -edits ||
      (diagonal !== edits && (reach[edits + diagonal] ?? 0) < (reach[edits + diagonal + 2] ?? 0))
    const from = diagonal + (isDown ? 1 : -1)
    const oldX = edits === 0 ? 0 : (reach[edits + 1 + from] ?? 0)
    const oldY = edits === 0 ? 0 : oldX - from
    const afterX = edits === 0 ? 0 : isDown ? oldX : oldX + 1
    hunks.push({ same: old.slice(afterX, x).join(''), gone: '', come: '' })
    if (edits > 0)
      hunks.push(
        isDown
          ? { same: '', gone: '', come: now[oldY] ?? '' }
          : { same: '', gone: old[oldX] ?? '', come: '' },
      )
    x = oldX
    y = oldY
  }
  return hunks.reverse()
}

/** Neighbouring changes become one, with what stands between them where no word does. */
const joinHunks = (hunks: readonly Hunk[]): readonly Hunk[] => {
  const joined: { same: string; gone: string; come: string }[] = []
  const lastChange = hunks.findLastIndex(isChange)
  hunks.forEach((hunk, index) => {
    const last = joined[joined.length - 1]
    if (last === undefined) joined.push({ ...hunk })
    else if (!isChange(last)) {
      last.same += hunk.same
      last.gone = hunk.gone
      last.come = hunk.come
    } else if (index <= lastChange && !hasWord(hunk.same)) {
      last.gone += hunk.same + hunk.gone
      last.come += hunk.same + hunk.come
    } else joined.push({ ...hunk })
  })
  return joined
}

const isChange = ({ gone, come }: Hunk): boolean => gone !== '' || come !== ''

const piecesOf = (hunks: readonly Hunk[]): readonly WordPiece[] =>
  hunks
    .flatMap(({ same, gone, come }): WordPiece[] => [
      { kind: 'same', text: same },
      { kind: 'gone', text: gone },
      { kind: 'come', text: come },
    ])
    .filter(({ text }) => text !== '')
