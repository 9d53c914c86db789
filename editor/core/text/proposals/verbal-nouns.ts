/** A consonant of a root: no alef, no ة, no ى. */
const C = '[بتثجحخدذرزسشصضطظعغفقكلمنهوي]'
const ENDINGS = '(?:ة|ه|ها|هم|هن|هما|نا|كم|ي|ية|يات|يون|يين|ا|ات|اته|اتها|اتهم|ان|ين)?'

/** Forms VII, VIII and X, whose first alef bears no hamza: انسحاب, اجتماع, استخدام, استقالة. */
const NOUN = new RegExp(
  `^([وف]?[بلك]?(?:ال)?|[وف]?لل)إ((?:ن${C}${C}ا${C}|${C}ت${C}ا[${C.slice(1, -1)}ء]|ست${C}${C}ا${C}|ست${C}ا${C}ة)${ENDINGS})$`,
  'u',
)
const VERB = new RegExp(`^([وف]?)إ(ست${C}{3}(?:ت|وا|نا|ه|ها|هم)?)$`, 'u')
/** The same forms where two letters have become one. */
const ASSIMILATED = new RegExp(
  `^([وف]?[بلك]?(?:ال)?|[وف]?لل)إ((?:تفاق|تصال|تحاد|تجاه|تهام|زدهار|زدياد|ضطهاد|ضطرار|ضطراب|صطفاف|دعاء)${ENDINGS})$`,
  'u',
)
/** Names and words from elsewhere that only look like these. */
const OTHERS = /^[وفبلك]*(?:ال)?إ(?:ستبرق|ستونيا|نترنت|نتربول|ستراتيج)/u

/**
 * A verbal noun of the forms VII, VIII and X, or a verb of the form X, with a hamza that it does not bear: «إجتماع».
 * «إنتاج», «إتقان» and «إنسان» are of the form IV, and right.
 */
export const rightVerbalNoun = (word: string): string | null => {
  if (OTHERS.test(word)) return null
  const match = NOUN.exec(word) ?? VERB.exec(word) ?? ASSIMILATED.exec(word)
  return match === null ? null : `${match[1] ?? ''}ا${match[2] ?? ''}`
}
