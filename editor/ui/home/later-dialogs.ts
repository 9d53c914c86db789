import { laterDialog, laterPart } from '../later/later-part.tsx'

/** One that is there only while it is open. */
const WHILE_OPEN = {
  wanted: () => true,
  leave: ({ onClose }: { readonly onClose: () => void }) => {
    onClose()
  },
}

export const NewDocumentDialog = laterDialog(
  async () => (await import('./new-document-dialog.tsx')).NewDocumentDialog,
)

export const ImportDialog = laterPart(
  async () => (await import('./import-dialog.tsx')).ImportDialog,
  WHILE_OPEN,
)

export const RenameDialog = laterPart(
  async () => (await import('./rename-dialog.tsx')).RenameDialog,
  WHILE_OPEN,
)
