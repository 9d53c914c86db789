/** What no page can show: controls, halves of surrogate pairs, what Unicode keeps for no character. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]|\p{Surrogate}/gu
// oxlint-disable-next-line no-control-regex
const LINE_ENDS = /\r\n?|[\u000b\u000c\u0085\u2028\u2029]/gu

/** Letters, marks counted with theirs: no word of a language is so long, and at the largest size this fits on a line. */
const LONGEST = 40
const LONG_WORD = new RegExp(`[^\\s\\u200b]{${LONGEST},}`, 'gu')
const STRETCH = new RegExp(`(?:\\P{M}\\p{M}*){${LONGEST}}(?=\\P{M})`, 'gu')
/** More marks than any letter bears: Typst takes a time that grows with their square, and above 65,535 bytes ends. */
const PILE = /(\p{M}{12})\p{M}+/gu

/**
 * A text as it may stand on a page ([DOC644]): what no page can show is U+FFFD, every line end is `\n`, and in what is
 * longer than a line a place to break it comes after every forty letters (U+200B, which shows nothing and leaves joined
 * what is joined). Of marks piled on one letter the first twelve are shown. Any other text is itself.
 */
export const printable = (text: string): string =>
  text
    .replace(LINE_ENDS, '\n')
    .replaceAll('\t', ' ')
    .replace(FORBIDDEN, '\ufffd')
    .replace(PILE, '$1\ufffd')
    .replace(LONG_WORD, (word) => word.replace(STRETCH, '$&\u200b'))
