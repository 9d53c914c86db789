/** The document page, in the source language. */
export const document = {
  'document.label': 'نصّ «{title}»',
} as const
