import type { ReferenceNumber } from '#core/schema/reference-numbers.ts'
import type { Translator } from '../messages/translator.ts'

/** «14», or «14+1» for what is only proposed behind it; in the reader's digits. */
export const numberWords = ({ number: format }: Translator, { number, further }: ReferenceNumber): string =>
  further === 0 ? format(number) : `${format(number)}+${format(further)}`
