import type { paragraphs as source } from '../ar/paragraphs.ts'

export const paragraphs: Readonly<Record<keyof typeof source, string>> = {
  'paragraphs.goTo': 'Paragraph {number}: {words}',
  'paragraphs.query': 'paragraph ',
  'paragraphs.handle': 'Drag to move the paragraph',
  'calm.entered': 'Only the text is shown. Esc brings everything back.',
  'calm.enteredByTouch': 'Only the text is shown. The button at the top brings everything back.',
  'calm.leave': 'Bring everything back',
}
