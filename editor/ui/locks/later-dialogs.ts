import { laterPart } from '../later/later-part.tsx'

export const LockDialog = laterPart(async () => (await import('./lock-dialog.tsx')).LockDialog, {
  words: ['text', 'panels'],
  takesFocus: true,
  wanted: ({ selected }) => selected !== null,
  leave: ({ close }) => {
    close()
  },
})

export const UnlockDialog = laterPart(async () => (await import('./unlock-dialog.tsx')).UnlockDialog, {
  words: ['text', 'panels'],
  takesFocus: true,
  wanted: ({ lock }) => lock !== null,
  leave: ({ close }) => {
    close()
  },
})
