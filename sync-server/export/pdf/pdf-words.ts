import type { Stage } from '#core/access/stages.ts'

/** What a PDF says beside the text. In Arabic, as the text is: it goes where no reader's language is known. */
export const PDF_WORDS = {
  page: 'صفحة',
  of: 'من',
  legend: 'الاقتراحات في هذا الملفّ',
  inserted: 'مضاف',
  deleted: 'محذوف',
  changed: 'تنسيق أو نوع فقرة يتغيّر',
  by: 'أصحاب الاقتراحات بأرقامهم:',
  final: 'شهادة النصّ النهائي',
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

const DAY = new Intl.DateTimeFormat('ar-SY-u-nu-latn', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
})

const MOMENT = new Intl.DateTimeFormat('ar-SY-u-nu-latn', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'UTC',
})

/** `at`: milliseconds since 1970. The day in UTC, since nobody knows where the file is read. */
export const dayWords = (at: number): string => DAY.format(at)
export const momentWords = (at: number): string => `${MOMENT.format(at)} (UTC)`
