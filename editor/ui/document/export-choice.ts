export const EXPORT_CHOICES = [
  'docx',
  'docx-marked',
  'docx-named',
  'pdf',
  'pdf-large',
  'pdf-marked',
  'html',
  'md',
  'txt',
  'json',
] as const
/** A kind of file, and for Word and PDF what is in it: the clean text, or suggestions (and comments) without names or with them. */
export type ExportChoice = (typeof EXPORT_CHOICES)[number]
const MARKED: readonly ExportChoice[] = ['docx-marked', 'docx-named', 'pdf-marked']

/** Does the file hold suggestions and comments beside the clean text? */
export const holdsMarks = (choice: ExportChoice): boolean => MARKED.includes(choice)

/** Viewers get the clean text only. */
export const exportChoices = (seesMarks: boolean): readonly ExportChoice[] =>
  EXPORT_CHOICES.filter((choice) => seesMarks || !holdsMarks(choice))
