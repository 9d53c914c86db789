import type { ReferenceNumber } from '#core/schema/reference-numbers.ts'
import type { Translator } from '../messages/translator.ts'

/** A name, not a quantity: no groups of three. Made once for a locale: a page of numbers asks often. */
const formats = new Map<string, Intl.NumberFormat>()

const formatOf = (locale: string): Intl.NumberFormat => {
  const known = formats.get(locale)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat(locale, { useGrouping: false })
  formats.set(locale, made)
  return made
}

/** «14», or «14+1» for what is only proposed behind it; in the reader's digits. */
export const numberWords = ({ locale }: Translator, { number, further }: ReferenceNumber): string => {
  const format = formatOf(locale)
  return further === 0 ? format.format(number) : `${format.format(number)}+${format.format(further)}`
}
