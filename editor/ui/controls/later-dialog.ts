import { laterDialog, laterPart } from '../later/later-part.tsx'

/*
 * Dialogs for what stands in the first file of a page: what they say is there before they are. A dialog with a file of its own
 * takes those of dialog.tsx.
 */

export const LaterDialog = laterDialog(async () => (await import('./dialog.tsx')).Dialog)

export const LaterConfirmDialog = laterDialog(async () => (await import('./dialog.tsx')).ConfirmDialog)

export const LaterDialogActions = laterPart(async () => (await import('./dialog.tsx')).DialogActions)
