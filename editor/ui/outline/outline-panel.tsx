import { X } from 'lucide-react'
import { useRef } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { useMedia } from '../document/use-media.ts'
import { useMessages } from '../locale-provider.tsx'
import { OutlineList } from './outline-list.tsx'
import css from './outline.module.css'

export interface OutlinePanelProps {
  readonly document: DocumentEditor
  readonly close: () => void
}

/** Beside the text where there is room, so that the text does not move for it; else over it, until it has led somewhere. */
export function OutlinePanel({ document, close }: OutlinePanelProps) {
  const { t } = useMessages()
  /** Where it led: gone to when the dialog has given the focus up. */
  const target = useRef<string | null>(null)
  // A page of paper is narrow: it does not make a dialog of it, which would take the focus.
  const isWide = useMedia('(min-width: 75rem), print')
  if (!isWide)
    return (
      <Dialog
        open
        onOpenChange={(open) => {
          if (!open) close()
        }}
        title={t('outline.title')}
        leads={() => {
          if (target.current === null) return false
          document.goToBlock(target.current)
          return true
        }}
      >
        <OutlineList
          document={document}
          goTo={(bid) => {
            target.current = bid
            close()
          }}
        />
      </Dialog>
    )
  return (
    <nav className={css['panel']} aria-label={t('outline.title')} data-testid="outline">
      <header className={css['head']}>
        <h2 className={css['title']}>{t('outline.title')}</h2>
        <Button
          kind="plain"
          icon={<X size={16} aria-hidden />}
          aria-label={t('app.close')}
          onClick={() => {
            close()
            document.focus()
          }}
        />
      </header>
      <OutlineList document={document} goTo={document.goToBlock} />
    </nav>
  )
}
