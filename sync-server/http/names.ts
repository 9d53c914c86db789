import { z } from 'zod'
import { HttpError } from './http-error.ts'

/** Controls, bidi embeddings, overrides and isolates, line separators, private use, surrogates: refused [ACC10]. */
const REFUSED = /[\p{Cc}\p{Co}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u
/** Invisible marks that keyboards insert by themselves: taken out, so that no two names look the same. */
const INVISIBLE =
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F\u2060-\u2065\u206A-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu
const SPACES = /[\p{Zs}]+/gu
/** Five combining marks on one letter are an attack on the line above, not a name. */
const TOWER = /\p{M}{5,}/u

const tidy = (text: string): string =>
  text.normalize('NFC').replace(INVISIBLE, '').replace(SPACES, ' ').trim()

const line = (maxLength: number, key: 'bad-name' | 'bad-title') =>
  z.string().transform((typed): string => {
    if (typed.length > 4 * maxLength) throw new HttpError('bad-request', { key })
    const text = tidy(typed)
    const fits = [...text].length <= maxLength && /[\p{L}\p{N}]/u.test(text)
    if (!fits || REFUSED.test(text) || TOWER.test(text)) throw new HttpError('bad-request', { key })
    return text
  })

/** The name of a member or a group: one line, NFC, trimmed, at least a letter or digit, ≤ 60 characters [ACC10]. */
export const personName = line(60, 'bad-name')

/** The title of a document: as a name, ≤ 200 characters. */
export const documentTitle = line(200, 'bad-title')
