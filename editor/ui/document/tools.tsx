import { Toolbar as RadixToolbar } from 'radix-ui'
import { useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useMessages } from '../locale-provider.tsx'
import { CleanBar } from './clean-bar.tsx'
import type { ModeSwitchProps } from './mode-switch.tsx'
import { CommentTool } from './comment-tool.tsx'
import { LockTool } from './lock-tool.tsx'
import { Toolbar } from './toolbar.tsx'
import { useTextView, ViewMenu } from './view-menu.tsx'
import css from './document-page.module.css'
import toolCss from './toolbar.module.css'

export interface ToolsProps extends ModeSwitchProps {
  readonly document: DocumentEditor
  readonly mayWrite: boolean
  readonly maySeeMarks: boolean
  /** Comments on what is selected; null for who may not. */
  readonly comment: (() => void) | null
  /** Locks or unlocks what is selected; null for who may not. */
  readonly lock: (() => void) | null
}

/** What can be done with the text now: all tools, or only the choice of its view; nothing for who sees no marks. */
export function Tools({ document, mayWrite, maySeeMarks, mode, choose, comment, lock }: ToolsProps) {
  const { t } = useMessages()
  const view = useTextView(document)
  const [first] = useState(view)
  const [told, setTold] = useState(false)
  if (view !== first && !told) setTold(true)

  if (!mayWrite && !maySeeMarks) return null
  return (
    <section className={css['tools']} aria-label={t('document.toolbar')}>
      <span className="unseen" role="status">
        {told && t(`document.view.${view}.label`)}
      </span>
      {view !== 'marked' ? (
        <CleanBar document={document} view={view} mayWrite={mayWrite} />
      ) : mayWrite ? (
        <Toolbar document={document} mode={mode} choose={choose} comment={comment} lock={lock} />
      ) : (
        <RadixToolbar.Root
          className={toolCss['toolbar']}
          aria-label={t('document.view')}
          aria-controls="text"
        >
          <ViewMenu document={document} />
          {comment !== null && <CommentTool comment={comment} />}
          {lock !== null && <LockTool lock={lock} />}
        </RadixToolbar.Root>
      )}
    </section>
  )
}
