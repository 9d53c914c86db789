import type { TextRange } from '../find.ts'
import { DIGITS } from './letters.ts'
import type { TextEdit } from './proposal.ts'
import { touches, untouchedIn } from './untouched.ts'

/** Arabic-Indic (٠١٢) or Western (012). */
export type DigitScript = 'arabic-indic' | 'western'

const D = `[${DIGITS}]`
/** A number with its separators: of thousands, of decimals, of the parts of a date. */
const NUMBER = new RegExp(`${D}+(?:[.,٫٬/:]${D}+)*`, 'gu')
const ZERO = { western: 0x30, 'arabic-indic': 0x660 } as const

const valueOf = (digit: string): number => {
  const code = digit.codePointAt(0) ?? 0
  return code >= 0x6f0 ? code - 0x6f0 : code >= 0x660 ? code - 0x660 : code - 0x30
}

const withDigits = (number: string, script: DigitScript): string =>
  number.replaceAll(new RegExp(D, 'gu'), (digit) => String.fromCharCode(ZERO[script] + valueOf(digit)))

const THOUSANDS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/u
const DECIMAL = /^\d+\.\d+$/u

/** `atStart`: a number that begins a block is that of a section, where a dot parts levels. */
const converted = (number: string, script: DigitScript, atStart: boolean): string => {
  if (script === 'western') return withDigits(number, script).replaceAll('٫', '.').replaceAll('٬', ',')
  if (THOUSANDS.test(number)) return withDigits(number.replaceAll(',', '٬').replace('.', '٫'), script)
  if (DECIMAL.test(number) && !atStart) return withDigits(number.replace('.', '٫'), script)
  return withDigits(number, script)
}

/**
 * The edits that bring every number of a text into one kind of digits, with the separators that go with it ([DIR10]).
 * Numbers inside Latin tokens, addresses, telephone numbers and `kept` stay.
 */
export const digitEdits = (
  text: string,
  script: DigitScript,
  kept: readonly TextRange[] = [],
): readonly TextEdit[] => {
  const ranges = [...untouchedIn(text), ...kept]
  const first = text.search(/\S/u)
  return [...text.matchAll(NUMBER)].flatMap((match): readonly TextEdit[] => {
    const [start, end] = [match.index, match.index + match[0].length]
    const replacement = converted(match[0], script, start === first)
    return replacement === match[0] || touches(ranges, start, end) ? [] : [{ start, end, replacement }]
  })
}
