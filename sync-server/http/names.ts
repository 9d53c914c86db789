import { z } from 'zod'
import { HttpError } from './http-error.ts'

/** Controls, bidi embeddings, overrides and isolates, line separators, private use, surrogates: refused [ACC110]. */
const REFUSED = /[\p{Cc}\p{Co}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u
/** Characters that nobody sees, many of them put in by keyboards: taken out, so that no two names look the same. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu
/** These two are unseen too, but shape letters (Persian, Urdu). */
const SHAPING = /[\u200C\u200D]/u
const SPACES = /\p{Zs}+/gu
/** Five combining marks on one letter are an attack on the line above, not a name. */
const TOWER = /\p{M}{5,}/u

const tidy = (text: string): string =>
  text
    .replace(UNSEEN, (character) => (SHAPING.test(character) ? character : ''))
    .replace(SPACES, ' ')
    .trim()

const characters = (text: string): number => Array.from(text).length

const line = (maxLength: number, key: 'bad-name' | 'bad-title') =>
  z.string().transform((typed): string => {
    const refuse = (): never => {
      throw new HttpError('bad-request', { key })
    }
    if (typed.length > 8 * maxLength) return refuse()
    const normal = typed.normalize('NFC').trim()
    const text = tidy(normal)
    if (REFUSED.test(normal) || TOWER.test(text) || !/[\p{L}\p{N}]/u.test(text)) return refuse()
    return characters(text) <= maxLength ? text : refuse()
  })

/** The name of a member or a group: one line, NFC, trimmed, at least a letter or digit, ≤ 60 characters [ACC110]. */
export const personName = line(60, 'bad-name')

/** The title of a document: as a name, ≤ 200 characters. */
export const documentTitle = line(200, 'bad-title')
