import { laterDialog } from '../later/later-part.tsx'

export const LogOutDialog = laterDialog(async () => (await import('./log-out-dialog.tsx')).LogOutDialog)

export const DeviceLinkDialog = laterDialog(
  async () => (await import('./device-link-dialog.tsx')).DeviceLinkDialog,
)
