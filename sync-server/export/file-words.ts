import type { Stage } from '#core/access/stages.ts'
import type { DocumentDigits } from '#core/schema/numbering.ts'

/** What a file says beside the text. In Arabic, as the text is: it goes where no reader's language is known. */
export const FILE_WORDS = {
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
} as const

const STAGES: { readonly [S in Stage]: string } = {
  drafting: 'مسوّدة، في مرحلة الصياغة',
  suggesting: 'مسوّدة، في مرحلة الاقتراحات',
  commenting: 'مسوّدة، في مرحلة التعليق',
  final: 'النصّ النهائي',
}

export const stageWords = (stage: Stage): string => STAGES[stage]

const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
const MOMENT = { ...DAY, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** Each made once: that takes a tenth of a millisecond, and a file tells the day of every comment. */
const written = (what: Intl.DateTimeFormatOptions) => {
  const made = new Map<DocumentDigits, Intl.DateTimeFormat>()
  return (at: number, digits: DocumentDigits): string => {
    const format = made.get(digits) ?? new Intl.DateTimeFormat(`ar-SY-u-nu-${digits}`, what)
    made.set(digits, format)
    return format.format(at)
  }
}
const writtenDay = written(DAY)
const writtenMoment = written(MOMENT)

/** `at`: milliseconds since 1970. The day in UTC, since nobody knows where the file is read. */
export const dayWords = (at: number, digits: DocumentDigits = 'latn'): string => writtenDay(at, digits)
export const momentWords = (at: number, digits: DocumentDigits = 'latn'): string =>
  `${writtenMoment(at, digits)} (UTC)`
