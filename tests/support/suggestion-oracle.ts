/**
 * The projections once more, in plain JavaScript and on single characters, written from the rules and not from the
 * code: the oracle that the code is checked against.
 */
export interface OracleMark {
  readonly kind: 'insertion' | 'deletion' | 'formatChange'
  readonly id: string
  readonly by: string
  readonly at: number
  readonly whole?: true
  readonly set?: Readonly<Record<string, unknown>>
}

/** A character, or a block marker written as ¶. */
export interface OracleCell {
  readonly char: string
  readonly marks: readonly OracleMark[]
  /** Styles of a character, attributes of a marker. */
  readonly props: Readonly<Record<string, unknown>>
}

const later = (one: OracleMark, two: OracleMark): boolean =>
  one.at > two.at || (one.at === two.at && one.id > two.id)

export const oracleOwner = (cell: OracleCell): string | null => {
  const insertions = cell.marks.filter((mark) => mark.kind === 'insertion')
  for (const mark of insertions)
    if (insertions.every((other) => other === mark || later(mark, other))) return mark.by
  return null
}

/** One cell as text, with everything that counts and in one order, so that equal texts are equal strings. */
const show = (cell: OracleCell): string => {
  const marks = cell.marks.map((mark) =>
    JSON.stringify([mark.kind, mark.id, mark.by, mark.at, mark.whole, mark.set]),
  )
  const props = Object.entries(cell.props).filter(([, value]) => value !== null)
  return `${cell.char}${JSON.stringify(props.sort(([one], [two]) => (one < two ? -1 : 1)))}${marks.sort().join('')}`
}

export const showCells = (cells: readonly OracleCell[]): string => cells.map(show).join('|')

export const oracleOriginal = (cells: readonly OracleCell[]): OracleCell[] =>
  cells
    .filter((cell) => !cell.marks.some((mark) => mark.kind === 'insertion'))
    .map((cell) => ({ ...cell, marks: [] }))

export const oracleWithout = (cells: readonly OracleCell[], member: string): OracleCell[] =>
  cells
    .filter((cell) => oracleOwner(cell) !== member)
    .map((cell) => ({ ...cell, marks: cell.marks.filter((mark) => mark.by !== member) }))

export const oracleAccepted = (cells: readonly OracleCell[]): OracleCell[] => {
  const isGone = (cell: OracleCell): boolean =>
    cell.marks.some((deletion) => {
      if (deletion.kind !== 'deletion') return false
      const rescued = cell.marks.filter((mark) => mark.kind === 'insertion' && mark.by !== deletion.by)
      return rescued.every((mark) => mark.at <= deletion.at)
    })
  const stays = cells.map((cell) => !isGone(cell))
  const first = cells.findIndex((cell) => cell.char === '¶')
  // A marker that holds on to its text is decided from the end, since what follows decides how far its text reaches.
  for (let index = cells.length - 1; index >= 0; index--) {
    const cell = cells[index]
    if (cell === undefined || cell.char !== '¶' || stays[index] === true) continue
    const holds = index === first || cell.marks.some((mark) => mark.kind === 'deletion' && mark.whole)
    let next = index + 1
    let hasText = false
    for (; next < cells.length; next++) {
      if (stays[next] !== true) continue
      if (cells[next]?.char === '¶') break
      hasText = true
      break
    }
    if (holds && hasText) stays[index] = true
  }
  return cells
    .filter((_, index) => stays[index])
    .map((cell) => {
      const changes = cell.marks.filter((mark) => mark.kind === 'formatChange')
      const ordered = [...changes].sort((one, two) => (later(one, two) ? 1 : -1))
      return {
        ...cell,
        marks: [],
        props: Object.assign({ ...cell.props }, ...ordered.map((mark) => mark.set)),
      }
    })
}
