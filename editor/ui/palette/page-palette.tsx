import { useCallback, useMemo } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { DocumentMenuProps } from '../document/document-menu.tsx'
import { exportChoices } from '../document/export-choice.ts'
import type { PageActs } from '../document/use-page-acts.ts'
import { useMessages } from '../locale-provider.tsx'
import { paragraphsFor } from './go-to-paragraph.ts'
import { Palette } from './palette.tsx'
import { checkActs } from '../text-check/check-acts.ts'
import { usePaletteCommands, type NamedAct } from './use-palette-commands.ts'

export interface PagePaletteProps {
  readonly document: DocumentEditor | null
  readonly mayWrite: boolean
  readonly mayComment: boolean
  /** Locks or unlocks what is selected; null for who may not. */
  readonly lock: (() => void) | null
  readonly acts: PageActs
  readonly menu: DocumentMenuProps
  /** Null for those who may not invite. */
  readonly share: (() => void) | null
}

/** The commands of the document page: those of its menus, of its tools and of its text [UI35]. */
export function PagePalette({ document, mayWrite, mayComment, lock, acts, menu, share }: PagePaletteProps) {
  const translator = useMessages()
  const { t } = translator
  const { history, check } = menu
  const named = useMemo((): readonly NamedAct[] => {
    const ofPage: readonly NamedAct[] = [
      { id: 'find', words: t('document.command.find'), shortcut: 'find', run: acts.find },
      {
        id: 'outline',
        words: t('document.command.outline'),
        shortcut: 'outline',
        run: () => {
          acts.setOutlining(true)
        },
      },
      { id: 'calm', words: t('document.command.calm'), shortcut: 'calm', run: menu.calm },
      {
        id: 'numbers',
        words: t('document.command.numbers'),
        shortcut: 'numbers',
        run: menu.numbers.toggle,
      },
      {
        id: 'goToParagraph',
        words: t('document.command.goToParagraph'),
        asks: t('paragraphs.query'),
        run: () => undefined,
      },
      {
        id: 'print',
        words: t('document.command.print'),
        run: () => {
          window.print()
        },
      },
      ...(check === null ? [] : checkActs(t, check, menu.language)),
      ...(mayComment
        ? [{ id: 'comment', words: t('document.command.comment'), shortcut: 'comment', run: acts.comment }]
        : []),
      ...(lock === null
        ? []
        : [{ id: 'lock', words: t('document.command.lock'), shortcut: 'lock', run: lock }]),
      ...(share === null ? [] : [{ id: 'share', words: t('document.share'), run: share }]),
    ]
    const ofMenu: readonly NamedAct[] = [
      { id: 'stage', words: t('stages.menu'), run: menu.showStage },
      { id: 'preview', words: t('document.menu.preview'), run: menu.preview },
      ...(history === null
        ? []
        : [
            { id: 'history', words: t('history.menu'), shortcut: 'history', run: history.open },
            {
              id: 'whoWrote',
              words: t('history.menu.whoWrote'),
              shortcut: 'whoWrote',
              run: history.whoWrote,
            },
          ]),
      ...(menu.showSettings === null
        ? []
        : [{ id: 'settings', words: t('document.menu.settings'), run: menu.showSettings }]),
      ...exportChoices(menu.showDecisions !== null, menu.mayName).map((choice): NamedAct => ({
        id: `export-${choice}`,
        words: t(`document.menu.export.${choice}`),
        also: t('document.menu.export'),
        run: () => {
          menu.download(choice)
        },
      })),
      ...(menu.showDecisions === null
        ? []
        : [{ id: 'decisions', words: t('decisions.menu'), run: menu.showDecisions }]),
      ...(menu.showLate === null ? [] : [{ id: 'late', words: t('late.menu'), run: menu.showLate }]),
      {
        id: 'shortcuts',
        words: t('document.command.shortcuts'),
        shortcut: 'shortcuts',
        run: menu.showShortcuts,
      },
    ]
    return [...ofPage, ...ofMenu]
  }, [acts, check, history, lock, mayComment, menu, share, t])
  const commands = usePaletteCommands({ document, mayWrite, acts: named })
  const further = useCallback(
    (query: string) => (document === null ? [] : paragraphsFor(translator, document, query)),
    [document, translator],
  )
  return (
    <Palette
      commands={commands}
      further={further}
      close={() => {
        acts.setSearching(false)
      }}
      focusText={() => document?.focus()}
    />
  )
}
