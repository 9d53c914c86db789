import type { Stage } from '#core/access/stages.ts'
import type { DocumentDigits } from '#core/schema/numbering.ts'
import { fileLanguage, type DocumentLanguage, type FileLanguage } from '#core/text/language.ts'

/** What the file of a comparison says of the two texts, in the language of the file. */
export interface RedlineWords {
  /** Behind the title, in the name of the file. */
  readonly differences: string
  /** The author of what a comparison says. */
  readonly comparison: string
  /** A moment, milliseconds since 1970, in the digits of the text ([DOC691]). */
  readonly moment: (at: number, digits: DocumentDigits) => string
  /** The name takes no day behind it along in its own direction ([DOC743]). */
  readonly named: (name: string, when: string) => string
  readonly stage: (stage: Stage, when: string) => string
  readonly asItStands: (when: string) => string
}

const MOMENT = {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
} as const

const moments = (locale: string): RedlineWords['moment'] => {
  const latn = new Intl.DateTimeFormat(`${locale}-u-nu-latn`, MOMENT)
  const arab = new Intl.DateTimeFormat(`${locale}-u-nu-arab`, MOMENT)
  return (at, digits) => `${(digits === 'arab' ? arab : latn).format(at)} (UTC)`
}

type Stages = { readonly [S in Stage]: string }

const ARABIC: Stages = {
  drafting: 'الصياغة',
  suggesting: 'الاقتراحات',
  commenting: 'التعليق',
  final: 'النصّ النهائي',
}
const ENGLISH: Stages = {
  drafting: 'drafting',
  suggesting: 'suggestions',
  commenting: 'comments',
  final: 'the final text',
}
const FRENCH: Stages = {
  drafting: 'de rédaction',
  suggesting: 'des propositions',
  commenting: 'des commentaires',
  final: 'du texte final',
}

const WORDS: { readonly [L in FileLanguage]: RedlineWords } = {
  ar: {
    differences: 'الفروق',
    comparison: 'مقارنة',
    moment: moments('ar-SY'),
    named: (name, when) => `«${name}»\u200f، ${when}`,
    stage: (stage, when) => `بداية مرحلة ${ARABIC[stage]}، ${when}`,
    asItStands: (when) => `النصّ كما هو، ${when}`,
  },
  en: {
    differences: 'differences',
    comparison: 'Comparison',
    moment: moments('en-GB'),
    named: (name, when) => `“${name}”\u200e, ${when}`,
    stage: (stage, when) => `Beginning of the stage: ${ENGLISH[stage]}, ${when}`,
    asItStands: (when) => `The text as it stands, ${when}`,
  },
  fr: {
    differences: 'différences',
    comparison: 'Comparaison',
    moment: moments('fr-FR'),
    named: (name, when) => `«\u202f${name}\u202f»\u200e, ${when}`,
    stage: (stage, when) => `Début de l’étape ${FRENCH[stage]}, ${when}`,
    asItStands: (when) => `Le texte tel quel, ${when}`,
  },
}

export const redlineWords = (language: DocumentLanguage): RedlineWords => WORDS[fileLanguage(language)]
