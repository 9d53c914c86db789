/** Presentation forms that are letters or marks: the same letters, as old programs and PDF readers write them. */
const FORMS = /[\ufb50-\ufdef\ufdfe\ufdff\ufe70-\ufefc]/gu
const LETTER_OR_MARK = /[\p{L}\p{M}]/u
/** Nothing of them is ever seen: soft hyphen, zero-width blank, word joiner, byte order mark. */
const UNSEEN = /[\u00ad\u200b\u2060\ufeff]/gu
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f]/gu
// oxlint-disable-next-line no-control-regex
const LINE_ENDS = /\r\n?|[\n\u000b\u000c\u0085\u2028\u2029]/u
const BLANKS = /\s+/gu
/** Drawn out between two letters of one word. Elsewhere it is read as a dash, so there it stays. */
const TATWEEL =
  /(?<=(?=[\p{L}\p{M}])[\p{Script=Arabic}\p{Script=Inherited}])\u0640+(?=(?=[\p{L}\p{M}])[\p{Script=Arabic}\p{Script=Inherited}])/gu
const RIGHT_TO_LEFT =
  /(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

const lettersOf = (form: string): string =>
  LETTER_OR_MARK.test(form) ? form.normalize('NFKC').replaceAll(' ', '') : form

/** Pairs of direction controls around a whole line, which say what the line is anyway. */
const AROUND = [
  ['\u200f', ''],
  ['', '\u200f'],
  ['\u202b', '\u202c'],
  ['\u2067', '\u2069'],
] as const

/** A right-to-left line in a right-to-left embedding, as PDF readers copy it, is that line. */
const unwrapped = (line: string): string => {
  if (!RIGHT_TO_LEFT.test(line)) return line
  let text = line
  for (let before = ''; before !== text;) {
    before = text
    for (const [first, last] of AROUND)
      if (text.length > first.length + last.length && text.startsWith(first) && text.endsWith(last))
        text = text.slice(first.length, text.length - last.length).trim()
  }
  return text
}

/**
 * A line as it is read, without what nobody can see [DOC560]: letters for presentation forms, NFC, every run of blanks
 * one blank and none at the ends, tatweel inside words out, soft hyphens, zero-width blanks and controls out.
 * Everything else is a difference, direction controls inside a line and the joiners U+200C and U+200D among it, since
 * they change what is seen. Idempotent.
 */
export const shownLine = (text: string): string => {
  const line = text
    .replace(FORMS, lettersOf)
    .replace(UNSEEN, '')
    .replace(CONTROLS, '')
    .normalize('NFC')
    .replace(TATWEEL, '')
    .normalize('NFC')
    .replace(BLANKS, ' ')
    .trim()
  return unwrapped(line)
}

/** The lines of a text that show anything. */
export const shownLines = (text: string): readonly string[] =>
  text
    .split(LINE_ENDS)
    .map(shownLine)
    .filter((line) => line !== '')
