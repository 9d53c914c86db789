import { laterPart, laterWhileOpen } from '../later/later-part.tsx'

export const ImportDialog = laterWhileOpen(
  async () => (await import('./import-dialog.tsx')).ImportDialog,
  ['importing'],
)

export const DamagedPaste = laterWhileOpen(
  async () => (await import('./damaged-paste.tsx')).DamagedPaste,
  ['importing'],
)

/** The rules that put a damaged text in order, and their page. */
export const ReviewDialog = laterPart(async () => (await import('./review-dialog.tsx')).ReviewDialog, {
  words: ['importing'],
  takesFocus: true,
  leave: ({ postpone }) => {
    postpone()
  },
})
