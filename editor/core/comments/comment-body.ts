import { BIDI_CONTROLS } from '../text/characters.ts'

/** Characters (code points) of a comment. */
export const MAX_COMMENT = 10_000

// oxlint-disable-next-line no-control-regex
const LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/gu
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/gu
const LONE_SURROGATE = /\p{Surrogate}/gu
/** Something that a reader sees. */
const VISIBLE = /[^\p{Z}\p{C}\p{Default_Ignorable_Code_Point}]/u

/**
 * Text that comes beside the document, as it is shown to others: without control characters but line feed and without
 * bidi embeddings, overrides and isolates [THR8]. Nothing else changes, so a quote stays what it was in the text.
 */
export const withoutControls = (text: string): string => text.replace(BIDI_CONTROLS, '').replace(CONTROLS, '')

/** The same for what a person typed: every line end is U+000A, a tab a blank; NFC; trimmed. Spelling is never touched. */
export const plainText = (typed: string): string =>
  withoutControls(typed.replace(LINE_ENDS, '\n').replaceAll('\t', ' '))
    .replace(LONE_SURROGATE, '\ufffd')
    .normalize('NFC')
    .trim()

/**
 * A comment as it is kept: plain text, whatever is in it. Null when nobody would see anything of it, or when it has
 * more than {@link MAX_COMMENT} characters. Idempotent.
 */
export const commentBody = (typed: string): string | null => {
  const body = plainText(typed)
  return VISIBLE.test(body) && Array.from(body).length <= MAX_COMMENT ? body : null
}
