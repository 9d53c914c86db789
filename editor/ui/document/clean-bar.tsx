import { PenLine } from 'lucide-react'
import { Toolbar as RadixToolbar } from 'radix-ui'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { CleanViewName } from '#core/suggestions/views.ts'
import { useMessages } from '../locale-provider.tsx'
import { ViewMenu } from './view-menu.tsx'
import css from './toolbar.module.css'

export interface CleanBarProps {
  readonly document: DocumentEditor
  readonly view: CleanViewName
  readonly mayWrite: boolean
}

/** In the place of the tools while a clean view is shown: what it is, and the way back [UI362]. */
export function CleanBar({ document, view, mayWrite }: CleanBarProps) {
  const { t } = useMessages()
  return (
    <RadixToolbar.Root className={css['toolbar']} aria-label={t('document.view')} aria-controls="text">
      <ViewMenu document={document} />
      <p className={css['telling']} data-testid="clean-view">
        <strong>{t(`document.view.${view}`)}</strong>
        {mayWrite && <span className={css['hint']}>{t('document.view.hint')}</span>}
      </p>
      <RadixToolbar.Button
        className={css['back']}
        onClick={() => {
          document.showTextView('marked')
          document.focus()
        }}
      >
        <PenLine size={16} aria-hidden className="mirrored" />
        {t(mayWrite ? 'document.view.write' : 'document.view.back')}
      </RadixToolbar.Button>
    </RadixToolbar.Root>
  )
}
