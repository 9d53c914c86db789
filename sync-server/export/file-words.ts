import type { Stage } from '#core/access/stages.ts'
import type { DocumentDigits } from '#core/schema/numbering.ts'
import { fileLanguage, type DocumentLanguage, type FileLanguage } from '#core/text/language.ts'

/** How a document is written, as far as its files say anything beside its words. */
export interface WrittenAs {
  readonly language: DocumentLanguage
  readonly digits: DocumentDigits
}

const ARABIC = {
  page: 'صفحة',
  of: 'من',
  legend: 'الاقتراحات في هذا الملفّ',
  inserted: 'مضاف',
  deleted: 'محذوف',
  changed: 'تنسيق أو نوع فقرة يتغيّر',
  by: 'أصحاب الاقتراحات بأرقامهم:',
  differences: 'الفروق بين نسختين من النصّ',
  from: 'من:',
  to: 'إلى:',
  comparison: 'مقارنة',
  discussions: 'التعليقات',
  resolved: 'مغلق',
  onAll: 'على النصّ كلّه',
  final: 'شهادة النصّ النهائي',
  finalTitle: 'العنوان:',
  version: 'رقم النسخة في السجلّ:',
  code: 'رمز يفتح صفحة التحقّق من هذا النصّ',
  finalSince: 'هذا النصّ نهائي منذ',
  hash: 'بصمة النصّ (SHA-256):',
  check: 'للتحقّق من أنّ نصًّا أو ملفًّا هو هذا النصّ:',
  member: 'عضو',
  comma: '،',
  quoteOpens: '«',
  quoteCloses: '»',
} as const

export type FileWords = { readonly [K in keyof typeof ARABIC]: string }

const ENGLISH: FileWords = {
  page: 'Page',
  of: 'of',
  legend: 'Suggestions in this file',
  inserted: 'inserted',
  deleted: 'deleted',
  changed: 'format or kind of paragraph changed',
  by: 'Suggested by, by number:',
  differences: 'Differences between two versions of the text',
  from: 'From:',
  to: 'To:',
  comparison: 'Comparison',
  discussions: 'Comments',
  resolved: 'resolved',
  onAll: 'On the whole text',
  final: 'Certificate of the final text',
  finalTitle: 'Title:',
  version: 'Number of the version in the log:',
  code: 'A code that opens the page on which this text is checked',
  finalSince: 'This text is final since',
  hash: 'Fingerprint of the text (SHA-256):',
  check: 'To check whether a text or a file is this text:',
  member: 'Member',
  comma: ',',
  quoteOpens: '“',
  quoteCloses: '”',
}

const FRENCH: FileWords = {
  page: 'Page',
  of: 'sur',
  legend: 'Propositions dans ce fichier',
  inserted: 'ajouté',
  deleted: 'supprimé',
  changed: 'mise en forme ou type de paragraphe modifié',
  by: 'Auteurs des propositions, par numéro\u202f:',
  differences: 'Différences entre deux versions du texte',
  from: 'De\u202f:',
  to: 'À\u202f:',
  comparison: 'Comparaison',
  discussions: 'Commentaires',
  resolved: 'résolu',
  onAll: 'Sur l’ensemble du texte',
  final: 'Certificat du texte final',
  finalTitle: 'Titre\u202f:',
  version: 'Numéro de la version dans le journal\u202f:',
  code: 'Un code qui ouvre la page où ce texte se vérifie',
  finalSince: 'Ce texte est final depuis le',
  hash: 'Empreinte du texte (SHA-256)\u202f:',
  check: 'Pour vérifier qu’un texte ou un fichier est bien ce texte\u202f:',
  member: 'Membre',
  comma: ',',
  quoteOpens: '«\u202f',
  quoteCloses: '\u202f»',
}

const WORDS: { readonly [L in FileLanguage]: FileWords } = { ar: ARABIC, en: ENGLISH, fr: FRENCH }

/** What a file says beside the text, in its language: it goes where no reader's language is known ([DOC698]). */
export const fileWords = (language: DocumentLanguage): FileWords => WORDS[fileLanguage(language)]

const STAGES: { readonly [L in FileLanguage]: { readonly [S in Stage]: string } } = {
  ar: {
    drafting: 'مسوّدة، في مرحلة الصياغة',
    suggesting: 'مسوّدة، في مرحلة الاقتراحات',
    commenting: 'مسوّدة، في مرحلة التعليق',
    final: 'النصّ النهائي',
  },
  en: {
    drafting: 'Draft, being written',
    suggesting: 'Draft, open for suggestions',
    commenting: 'Draft, open for comments',
    final: 'Final text',
  },
  fr: {
    drafting: 'Brouillon, en rédaction',
    suggesting: 'Brouillon, ouvert aux propositions',
    commenting: 'Brouillon, ouvert aux commentaires',
    final: 'Texte final',
  },
}

export const stageWords = (stage: Stage, language: DocumentLanguage): string =>
  STAGES[fileLanguage(language)][stage]

const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
const MOMENT = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

const LOCALES: { readonly [L in FileLanguage]: string } = { ar: 'ar-SY', en: 'en-GB', fr: 'fr-FR' }

/** Each made once: that takes a tenth of a millisecond, and a file tells the day of every comment. */
const written = (what: Intl.DateTimeFormatOptions) => {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (at: number, { language, digits }: WrittenAs): string => {
    const locale = `${LOCALES[fileLanguage(language)]}-u-nu-${digits}`
    const format = made.get(locale) ?? new Intl.DateTimeFormat(locale, what)
    made.set(locale, format)
    return format.format(at)
  }
}

/** `at`: milliseconds since 1970. The day in UTC, since nobody knows where the file is read. */
export const dayWords = written(DAY)
const writtenMoment = written(MOMENT)
export const momentWords = (at: number, as: WrittenAs): string => `${writtenMoment(at, as)} (UTC)`
