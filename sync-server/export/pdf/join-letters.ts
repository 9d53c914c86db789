/** Zero-width joiner. */
const JOINER = '\u200d'

/** The letters of Arabic, Persian, Kurdish and Urdu, and tatweel. Letters of other blocks are left as they are. */
const LETTER = /[\u0620-\u064a\u066e\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff]/u
/** They join nothing (joining type U of Unicode). */
const ALONE = /[\u0621\u0674]/u
/** They join only the letter before them (joining type R). */
const ENDS =
  /[\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef]/u

const LAST = /(.)\p{M}*$/su
const MARKS = /^\p{M}+/u

const joinsBack = (letter: string): boolean => LETTER.test(letter) && !ALONE.test(letter)
const joinsOn = (letter: string): boolean => joinsBack(letter) && !ENDS.test(letter)

/**
 * Neighbouring texts of different styles, so that each can be drawn by itself and the letters at a border keep the
 * shapes that they have in the word ([DOC642]): a joiner on both sides where both letters join, and vowel marks with
 * the letter that they stand on. A text that was nothing but marks is then empty. `areOneWord` is asked by index.
 */
export const joinLetters = (
  texts: readonly string[],
  areOneWord: (before: number, after: number) => boolean = () => true,
): readonly string[] => {
  const joined = [...texts]
  for (let index = 1; index < joined.length; index++) {
    const [before = '', after = ''] = [joined[index - 1], joined[index]]
    const marks = /[^\s]$/u.test(before) ? (MARKS.exec(after)?.[0] ?? '') : ''
    const first = after.slice(marks.length)
    const isJoined =
      areOneWord(index - 1, index) && joinsOn(LAST.exec(before)?.[1] ?? '') && joinsBack(first.slice(0, 1))
    joined[index - 1] = before + marks + (isJoined ? JOINER : '')
    joined[index] = (isJoined ? JOINER : '') + first
  }
  return joined
}
