import { laterWhileOpen } from '../later/later-part.tsx'

export const ImportDialog = laterWhileOpen(
  async () => (await import('./import-dialog.tsx')).ImportDialog,
  ['importing'],
)
