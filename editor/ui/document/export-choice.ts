export const EXPORT_CHOICES = [
  'docx',
  'docx-marked',
  'docx-named',
  'pdf',
  'pdf-large',
  'pdf-marked',
  'pdf-named',
  'html',
  'md',
  'txt',
  'json',
] as const
/** A kind of file, and for Word and PDF what is in it: the clean text, or suggestions (and comments) without names or with them. */
export type ExportChoice = (typeof EXPORT_CHOICES)[number]
const MARKED: readonly ExportChoice[] = ['docx-marked', 'docx-named', 'pdf-marked', 'pdf-named']
const NAMED: readonly ExportChoice[] = ['docx-named', 'pdf-named']

/** Does the file hold suggestions and comments beside the clean text? */
export const holdsMarks = (choice: ExportChoice): boolean => MARKED.includes(choice)

/** Does it hold names of people? */
export const holdsNames = (choice: ExportChoice): boolean => NAMED.includes(choice)

/** Viewers get the clean text only; names leave only where the group allows it. */
export const exportChoices = (seesMarks: boolean, mayName: boolean): readonly ExportChoice[] =>
  EXPORT_CHOICES.filter((choice) => (seesMarks || !holdsMarks(choice)) && (mayName || !holdsNames(choice)))

/**
 * What becomes of the suggestions that are open in a clean file: left out, so that it is the text as it stands, which is
 * what viewers read; or as if all were accepted.
 */
export const CLEAN_VIEWS = ['original', 'accepted'] as const
export type CleanView = (typeof CLEAN_VIEWS)[number]

const QUERIES: { readonly [Choice in ExportChoice]: string } = {
  docx: 'format=docx',
  'docx-marked': 'format=docx',
  'docx-named': 'format=docx&names=1',
  pdf: 'format=pdf',
  'pdf-large': 'format=pdf&size=large',
  'pdf-marked': 'format=pdf',
  'pdf-named': 'format=pdf&names=1',
  html: 'format=html',
  md: 'format=md',
  txt: 'format=txt',
  json: 'format=json',
}

/** What is asked of the server; `clean` counts where the file is a clean one. */
export const exportQuery = (choice: ExportChoice, clean: CleanView = 'original'): string =>
  `${QUERIES[choice]}&view=${holdsMarks(choice) ? 'marked' : clean}`

export const REDLINE_FORMATS = ['docx', 'pdf'] as const
export type RedlineFormat = (typeof REDLINE_FORMATS)[number]

/** What is asked for what became of one version in another, or in the text as it stands. */
export const redlineQuery = (
  format: RedlineFormat,
  { since, until, hasNames }: { readonly since: string; readonly until: string; readonly hasNames: boolean },
): string => {
  const versions = `since=${encodeURIComponent(since)}&until=${encodeURIComponent(until)}`
  return `format=${format}&${versions}${hasNames ? '&names=1' : ''}`
}
