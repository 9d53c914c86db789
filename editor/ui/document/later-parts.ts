import { laterDialog, laterPanel, laterPart } from '../later/later-part.tsx'
import { useHeldShortcuts } from './use-held-shortcuts.ts'
import { partFile } from '../later/part-file.ts'

/*
 * What a text is written without: each in a file of its own, fetched when it is first wanted, or when nothing else is
 * to do [UI852].
 */

const OF_THE_MARGIN = [
  'nextThread',
  'previousThread',
  'nextSuggestion',
  'previousSuggestion',
  'acceptSuggestion',
  'rejectSuggestion',
  'withdrawSuggestion',
] as const
/** Needed by the first paste of several lines. */
export const pastedLines = partFile(
  async () => (await import('../../extensions/clipboard/pasted-lines.ts')).readPastedLines,
)

/** Wanted as soon as there is a text; but the text does not wait for it. */
export const DocumentMargin = laterPart(
  async () => (await import('../margin/document-margin.tsx')).DocumentMargin,
  {
    words: ['text', 'margin', 'panels'],
    useWait: (awaited, isHere) => {
      useHeldShortcuts(OF_THE_MARGIN, awaited, isHere)
    },
    // A comment that is asked for before its field can be there is not written into the text [UI878].
    takesFocus: ({ asked }) => asked > 0,
    takeBack: ({ notAsked }) => {
      notAsked()
    },
  },
)

export const FindBar = laterPanel(async () => (await import('../find/find-bar.tsx')).FindBar, ['panels'])

export const OutlinePanel = laterPanel(
  async () => (await import('../outline/outline-panel.tsx')).OutlinePanel,
  ['panels'],
)

export const TextCheckPanel = laterPart(
  async () => (await import('../text-check/text-check-panel.tsx')).TextCheckPanel,
  {
    words: ['text', 'panels'],
    leave: ({ checking }) => {
      checking.close()
    },
  },
)

export const PagePalette = laterPart(async () => (await import('../palette/page-palette.tsx')).PagePalette, {
  words: ['text', 'panels'],
  takesFocus: true,
  leave: ({ acts }) => {
    acts.setSearching(false)
  },
})

/** Signs beside the text: no word moves for them. */
export const LockedSections = laterPart(
  async () => (await import('../stages/locked-sections.tsx')).LockedSections,
  { words: ['text', 'panels'], wanted: ({ standing }) => standing.locks.locks.length > 0 },
)

export const BlockHandle = laterPart(
  async () => (await import('../paragraphs/block-handle.tsx')).BlockHandle,
  { words: ['text', 'panels'] },
)

export const CalmLeave = laterPart(async () => (await import('../calm/calm-leave.tsx')).CalmLeave, {
  words: ['panels'],
  leave: ({ leave }) => {
    leave()
  },
})

export const SinceBar = laterPart(async () => (await import('../since/since-bar.tsx')).SinceBar, {
  words: ['text', 'group', 'since'],
})

/** Words that could not stay in the text: seldom there. */
export const SetAsideList = laterPart(async () => (await import('./set-aside-list.tsx')).SetAsideList, {
  words: ['text', 'panels'],
  wanted: ({ entries }) => entries.length > 0,
})

export const ShortcutsDialog = laterDialog(
  async () => (await import('./shortcuts-dialog.tsx')).ShortcutsDialog,
  ['text', 'panels'],
)

export const ShareDialog = laterDialog(
  async () => (await import('../share/share-dialog.tsx')).ShareDialog,
  ['group'],
)

export const DecisionsDialog = laterDialog(
  async () => (await import('../suggestions/decisions-dialog.tsx')).DecisionsDialog,
  ['text', 'margin'],
)

export const LateDialog = laterDialog(
  async () => (await import('../late/late-dialog.tsx')).LateDialog,
  ['text', 'margin', 'panels'],
)

export const ExportDialog = laterDialog(
  async () => (await import('./export-dialog.tsx')).ExportDialog,
  ['panels', 'history'],
)

export const FinalDialog = laterDialog(
  async () => (await import('../final/final-dialog.tsx')).FinalDialog,
  ['text', 'margin', 'final'],
)

export const SettingsDialog = laterDialog(
  async () => (await import('./settings-dialog.tsx')).SettingsDialog,
  ['settings'],
)

export const LeaveFinalDialog = laterDialog(
  async () => (await import('../final/leave-final-dialog.tsx')).LeaveFinalDialog,
  ['final'],
)
