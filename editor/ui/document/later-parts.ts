import { laterDialog, laterPanel, laterPart } from '../later/later-part.tsx'

/*
 * What a text is written without: each in a file of its own, fetched when it is first wanted, or when nothing else is
 * to do [UI852].
 */

/** Wanted as soon as there is a text; but the text does not wait for it. */
export const DocumentMargin = laterPart(
  async () => (await import('../margin/document-margin.tsx')).DocumentMargin,
)

export const FindBar = laterPanel(async () => (await import('../find/find-bar.tsx')).FindBar)

export const OutlinePanel = laterPanel(
  async () => (await import('../outline/outline-panel.tsx')).OutlinePanel,
)

export const TextCheckPanel = laterPart(
  async () => (await import('../text-check/text-check-panel.tsx')).TextCheckPanel,
  {
    leave: ({ checking }) => {
      checking.close()
    },
  },
)

export const PagePalette = laterPart(async () => (await import('../palette/page-palette.tsx')).PagePalette, {
  takesFocus: true,
  leave: ({ acts }) => {
    acts.setSearching(false)
  },
})

export const BlockHandle = laterPart(async () => (await import('../paragraphs/block-handle.tsx')).BlockHandle)

export const CalmLeave = laterPart(async () => (await import('../calm/calm-leave.tsx')).CalmLeave, {
  leave: ({ leave }) => {
    leave()
  },
})

export const SinceBar = laterPart(async () => (await import('../since/since-bar.tsx')).SinceBar)

/** Words that could not stay in the text: seldom there. */
export const SetAsideList = laterPart(async () => (await import('./set-aside-list.tsx')).SetAsideList, {
  wanted: ({ entries }) => entries.length > 0,
})

export const ShortcutsDialog = laterDialog(
  async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog,
)

export const ShareDialog = laterDialog(async () => (await import('../share/share-dialog.tsx')).ShareDialog)

export const DecisionsDialog = laterDialog(
  async () => (await import('../suggestions/decisions-dialog.tsx')).DecisionsDialog,
)

export const LateDialog = laterDialog(async () => (await import('../late/late-dialog.tsx')).LateDialog)

export const ExportDialog = laterDialog(async () => (await import('./export-dialog.tsx')).ExportDialog)

export const FinalDialog = laterDialog(async () => (await import('../final/final-dialog.tsx')).FinalDialog)

export const SettingsDialog = laterDialog(
  async () => (await import('./settings-dialog.tsx')).SettingsDialog,
  ['settings'],
)

export const LeaveFinalDialog = laterDialog(
  async () => (await import('../final/leave-final-dialog.tsx')).LeaveFinalDialog,
)
