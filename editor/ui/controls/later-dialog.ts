import { laterDialog } from '../later/later-part.tsx'

/** A dialog whose content is here before its frame is: for what stands in the first file of a page. */
export const LaterDialog = laterDialog(async () => (await import('./dialog.tsx')).Dialog)
