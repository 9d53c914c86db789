import { laterDialog } from '../later/later-part.tsx'

export const DeviceLinkDialog = laterDialog(
  async () => (await import('./device-link-dialog.tsx')).DeviceLinkDialog,
)
