import { useCallback, useMemo } from 'react'
import type { Action } from '#core/access/permits.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { DocumentMenuProps } from '../document/document-menu.tsx'
import type { PageActs } from '../document/use-page-acts.ts'
import type { WritingMode } from '../document/mode-switch.tsx'
import { useLanguageSwitch, useMessages } from '../locale-provider.tsx'
import { paragraphsFor } from './go-to-paragraph.ts'
import { keyActs, modeActs } from './key-acts.ts'
import { menuActs } from './menu-acts.ts'
import { Palette } from './palette.tsx'
import { checkActs } from '../text-check/check-acts.ts'
import { usePaletteCommands, type NamedAct } from './use-palette-commands.ts'

export interface PagePaletteProps {
  readonly document: DocumentEditor | null
  /** Whether what is written goes into the text at all, and how; choose null for whoever may only propose. */
  readonly writing: {
    readonly may: boolean
    readonly mode: WritingMode
    readonly choose: ((mode: WritingMode) => void) | null
  }
  readonly may: (act: Action) => boolean
  /** Locks or unlocks what is selected; null for who may not. */
  readonly lock: (() => void) | null
  readonly acts: PageActs
  readonly menu: DocumentMenuProps
  /** Null for those who may not invite. */
  readonly share: (() => void) | null
}

/** The commands of the document page: those of its menus, of its tools and of its text [UI35]. */
export function PagePalette({ document, writing, may, lock, acts, menu, share }: PagePaletteProps) {
  const translator = useMessages()
  const { t } = translator
  const { setLanguage } = useLanguageSwitch()
  const { check } = menu
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
      ...(check === null ? [] : checkActs(t, check)),
      ...(may('comment')
        ? [{ id: 'comment', words: t('document.command.comment'), shortcut: 'comment', run: acts.comment }]
        : []),
      ...(lock === null
        ? []
        : [{ id: 'lock', words: t('document.command.lock'), shortcut: 'lock', run: lock }]),
      ...(share === null ? [] : [{ id: 'share', words: t('document.share'), run: share }]),
    ]
    return [
      ...ofPage,
      ...modeActs(t, writing.mode, writing.may ? writing.choose : null),
      ...keyActs(t, may),
      ...menuActs(translator, menu, setLanguage),
    ]
  }, [acts, check, lock, may, menu, setLanguage, share, t, translator, writing])
  const commands = usePaletteCommands({ document, mayWrite: writing.may, acts: named })
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
