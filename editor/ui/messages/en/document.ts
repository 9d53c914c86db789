import type { document as source } from '../ar/document.ts'

export const document: Readonly<Record<keyof typeof source, string>> = {
  'document.label': 'Text “{title}”',
}
