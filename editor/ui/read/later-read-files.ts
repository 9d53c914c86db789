import { laterDialog } from '../later/later-part.tsx'

export const ReadFiles = laterDialog(
  async () => (await import('./read-files.tsx')).ReadFiles,
  ['text', 'panels'],
)
