import { foldName } from '../text/fold.ts'
import { OF_WORD } from '../text/words.ts'

/** Somebody who can be mentioned. */
export interface Mentionable {
  readonly id: string
  readonly name: string
}

export type BodyPiece =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'mention'; readonly member: string }

/** A mention in a comment's body; the sign of who is meant is the member's id, since names change. */
const TOKEN = /<@([A-Za-z0-9_-]{1,64})>/gu

/** A comment's body, taken apart at its mentions [THR20]. */
export const bodyPieces = (body: string): readonly BodyPiece[] => {
  const pieces: BodyPiece[] = []
  let end = 0
  for (const found of body.matchAll(TOKEN)) {
    if (found.index > end) pieces.push({ kind: 'text', text: body.slice(end, found.index) })
    pieces.push({ kind: 'mention', member: found[1] ?? '' })
    end = found.index + found[0].length
  }
  if (end < body.length) pieces.push({ kind: 'text', text: body.slice(end) })
  return pieces
}

/** A body as its author edits it, `@name` for each mention; of whom nobody knows a name the sign itself stays. */
export const bodyToEdit = (body: string, nameOf: (member: string) => string | null): string =>
  body.replace(TOKEN, (token, member: string) => {
    const name = nameOf(member)
    return name === null ? token : `@${name}`
  })

/**
 * What was edited as a body: `@` and a member's whole name become a mention, of names that begin alike the longest,
 * whether it was chosen from the list or typed out [THR21].
 */
export const editedToBody = (edited: string, members: readonly Mentionable[]): string => {
  const byLength = [...members].sort((one, two) => two.name.length - one.name.length)
  let body = ''
  let at = 0
  while (at < edited.length) {
    const found =
      edited[at] === '@' ? byLength.find(({ name }) => isWholeName(edited, at + 1, name)) : undefined
    body += found === undefined ? (edited[at] ?? '') : `<@${found.id}>`
    at += found === undefined ? 1 : 1 + found.name.length
  }
  return body
}

const isWholeName = (text: string, at: number, name: string): boolean =>
  name !== '' && text.startsWith(name, at) && !OF_WORD.test(text.charAt(at + name.length))

/** Characters of a name that may be typed before nobody is looked for any more. */
const LONGEST_QUERY = 40

/** A mention that is being typed: it begins with `@` at `start`, and ends at the caret. */
export interface MentionQuery {
  readonly start: number
  readonly query: string
}

/** What is being typed at the caret, if it is a mention: an `@` that no letter stands in front of. */
export const mentionAt = (text: string, caret: number): MentionQuery | null => {
  const start = text.lastIndexOf('@', caret - 1)
  if (start < 0 || caret - start > LONGEST_QUERY + 1 || OF_WORD.test(text.charAt(start - 1))) return null
  const query = text.slice(start + 1, caret)
  return query.includes('\n') || /^\s/u.test(query) ? null : { start, query }
}

/**
 * Whom the typed letters may mean, folded: any word of the name begins with them; names that begin with them first,
 * else in the order given. Nothing typed: everybody.
 */
export const mentionable = <T extends Mentionable>(members: readonly T[], query: string): readonly T[] => {
  const wanted = foldName(query)
  const begins: T[] = []
  const holds: T[] = []
  for (const member of members) {
    const name = foldName(member.name)
    if (name.startsWith(wanted)) begins.push(member)
    else if (name.split(' ').some((_, word, words) => beginsAt(words.slice(word).join(' '), wanted)))
      holds.push(member)
  }
  return [...begins, ...holds]
}

/** Half of all names begin with «ال»: they are found without it. */
const beginsAt = (name: string, wanted: string): boolean =>
  name.startsWith(wanted) || name.replace(/^ال/u, '').startsWith(wanted)
