import { laterDialog } from '../later/later-part.tsx'

/** Here before anything else is fetched that a page can begin without: a lost device is wiped without a network too [UI753]. */
export const LogOutDialog = laterDialog(
  async () => (await import('./log-out-dialog.tsx')).LogOutDialog,
  ['group'],
)

export const DeviceLinkDialog = laterDialog(
  async () => (await import('./device-link-dialog.tsx')).DeviceLinkDialog,
  ['group'],
)
