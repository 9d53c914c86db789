import { useMemo } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { DOCUMENT_COMMANDS, isDocumentCommand } from '../../extensions/keys/document-commands.ts'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import { TEXT_VIEWS } from '../../extensions/views/text-views.ts'
import { isMac } from '../document/platform.ts'
import { useMessages } from '../locale-provider.tsx'
import type { PaletteCommand } from './palette-commands.ts'

/** An act of the page that stands in a menu or behind a button, under the words that it has there. */
export interface NamedAct {
  readonly id: string
  readonly words: string
  readonly also?: string
  /** Of the table of shortcuts. */
  readonly shortcut?: string
  readonly asks?: string
  readonly run: () => void
}

/** What a key does in the text beside changing it. */
const KEYS = ['link', 'moveUp', 'moveDown'] as const
const WRITING = Object.keys(DOCUMENT_COMMANDS).filter(isDocumentCommand)

export interface PaletteSources {
  readonly document: DocumentEditor | null
  readonly mayWrite: boolean
  readonly acts: readonly NamedAct[]
}

/** All that can be done now, in the reader's words: what one may not do is not there. Read when the palette opens. */
export const usePaletteCommands = ({
  document,
  mayWrite,
  acts,
}: PaletteSources): readonly PaletteCommand[] => {
  const { t } = useMessages()
  return useMemo(() => {
    const mac = isMac()
    const named = acts.map(({ shortcut, ...act }): PaletteCommand => ({
      ...act,
      keys: shortcut === undefined ? null : shortcutTextOf(shortcut, mac),
    }))
    if (document === null) return named
    const views = TEXT_VIEWS.map((view): PaletteCommand => ({
      id: `view-${view}`,
      words: t(`document.view.${view}`),
      also: t('document.view'),
      keys: null,
      run: () => {
        document.showTextView(view)
      },
    }))
    const steps = ['undo', 'redo'] as const
    const writing = mayWrite
      ? [
          ...steps.map((id): PaletteCommand => ({
            id,
            words: t(`document.command.${id}`),
            keys: shortcutTextOf(id, mac),
            run: document[id],
          })),
          ...WRITING.map((id): PaletteCommand => ({
            id,
            words: t(`document.command.${id}`),
            keys: shortcutTextOf(id, mac),
            run: () => {
              document.run(id)
            },
          })),
          ...KEYS.map((id): PaletteCommand => ({
            id,
            words: t(`document.command.${id}`),
            keys: shortcutTextOf(id, mac),
            run: () => {
              document.runKey(id)
            },
          })),
        ]
      : []
    const headings = document.headings().map(({ bid, text }): PaletteCommand => ({
      id: `heading-${bid}`,
      words: text,
      keys: null,
      isPlace: true,
      run: () => {
        document.goToBlock(bid)
      },
    }))
    return [...named, ...views, ...writing, ...headings]
  }, [acts, document, mayWrite, t])
}
