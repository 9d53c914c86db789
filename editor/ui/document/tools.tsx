import { Toolbar as RadixToolbar } from 'radix-ui'
import type { ReactNode } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useTold } from '../controls/notices.tsx'
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
  /** Null until the text is here. */
  readonly document: DocumentEditor | null
  readonly mayWrite: boolean
  readonly maySeeMarks: boolean
  /** Comments on what is selected; null for who may not. */
  readonly comment: (() => void) | null
  /** Locks or unlocks what is selected; null for who may not. */
  readonly lock: (() => void) | null
  /** Why nothing is written now, in the place of the tools that write; null while it may be. */
  readonly reason: ReactNode
}

/** What can be done with the text now: all tools, or only the choice of its view and why it is closed. */
export function Tools({ document, ...props }: ToolsProps) {
  const { t } = useMessages()
  if (document !== null) return <ToolsOfText document={document} {...props} />
  // The row keeps its room while the text is on its way: what is under it does not jump.
  if (props.reason === null)
    return (
      <div className={css['tools']}>
        <div className={toolCss['toolbar']} />
      </div>
    )
  return (
    <section className={css['tools']} aria-label={t('document.toolbar')}>
      <RadixToolbar.Root className={toolCss['toolbar']} aria-label={t('document.view')}>
        {props.reason}
      </RadixToolbar.Root>
    </section>
  )
}

function ToolsOfText(props: ToolsProps & { readonly document: DocumentEditor }) {
  const { document, mayWrite, maySeeMarks, mode, choose, comment, lock, reason } = props
  const { t } = useMessages()
  const view = useTextView(document)
  useTold(t(`document.view.${view}.label`))

  return (
    <section className={css['tools']} aria-label={t('document.toolbar')}>
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
          {reason}
          {maySeeMarks && <ViewMenu document={document} />}
          {comment !== null && <CommentTool comment={comment} />}
          {lock !== null && <LockTool lock={lock} />}
        </RadixToolbar.Root>
      )}
    </section>
  )
}
