import { laterDialog, laterWhileOpen } from '../later/later-part.tsx'

export const NewDocumentDialog = laterDialog(
  async () => (await import('./new-document-dialog.tsx')).NewDocumentDialog,
  ['group'],
)

export const RenameDialog = laterWhileOpen(
  async () => (await import('./rename-dialog.tsx')).RenameDialog,
  ['group'],
)

export const DuplicateDialog = laterWhileOpen(
  async () => (await import('./duplicate-dialog.tsx')).DuplicateDialog,
  ['group'],
)
