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

/** What is asked of the server for each. */
export const EXPORT_QUERIES: { readonly [Choice in ExportChoice]: string } = {
  docx: 'format=docx&view=accepted',
  'docx-marked': 'format=docx&view=marked',
  'docx-named': 'format=docx&view=marked&names=1',
  pdf: 'format=pdf&view=accepted',
  'pdf-large': 'format=pdf&view=accepted&size=large',
  'pdf-marked': 'format=pdf&view=marked',
  'pdf-named': 'format=pdf&view=marked&names=1',
  html: 'format=html&view=accepted',
  md: 'format=md&view=accepted',
  txt: 'format=txt&view=accepted',
  json: 'format=json&view=accepted',
}

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
