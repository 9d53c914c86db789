import { foldText } from '../fold.ts'

/** A line of plain text that is an item: its mark taken off. */
export interface ItemLine {
  readonly list: 'ordered' | 'bullet'
  /** Null for bullets. */
  readonly number: number | null
  readonly text: string
}

const DIGITS = '[0-9٠-٩۰-۹]{1,3}'
/** `1-` `1.` `1)` `(1)` `١)` `١-`; no digit may follow, or it is a number or a range. */
const NUMBER_BEFORE = new RegExp(`^\\(?(${DIGITS})\\s?[-–.)/]+\\s*(?=[^\\s0-9٠-٩۰-۹.)])`, 'u')
/** `-1 text`, as extractors write a right-to-left `1-`. */
const NUMBER_AFTER_DASH = new RegExp(`^[-–](${DIGITS})\\s+(?=\\p{L})`, 'u')
/** `text  -1`: the same at the end of the line, after at least one blank. */
const NUMBER_AT_END = new RegExp(`\\s[-–](${DIGITS})$`, 'u')
const BULLET = /^(?:[•●▪◦‣·]\s*|[*–—-]\s+)(?=\S)/u

const toNumber = (digits: string): number => Number.parseInt(foldText(digits), 10)

/**
 * The item that a trimmed line starts, or null. `canBear` says whether a list could have this number here: a
 * sentence that begins with a number, or ends with one, is no item.
 */
export const itemLine = (line: string, canBear: (number: number) => boolean): ItemLine | null => {
  for (const pattern of [NUMBER_BEFORE, NUMBER_AFTER_DASH]) {
    const match = pattern.exec(line)
    if (match?.[1] === undefined) continue
    const number = toNumber(match[1])
    if (canBear(number)) return { list: 'ordered', number, text: line.slice(match[0].length) }
  }
  const atEnd = NUMBER_AT_END.exec(line)
  if (atEnd?.[1] !== undefined) {
    const number = toNumber(atEnd[1])
    if (canBear(number)) return { list: 'ordered', number, text: line.slice(0, atEnd.index).trimEnd() }
  }
  const bullet = BULLET.exec(line)
  return bullet === null ? null : { list: 'bullet', number: null, text: line.slice(bullet[0].length) }
}
