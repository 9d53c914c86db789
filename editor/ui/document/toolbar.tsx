import {
  Ellipsis,
  IndentDecrease,
  IndentIncrease,
  LockKeyhole,
  MessageSquarePlus,
  Redo2,
  Underline,
  Undo2,
} from 'lucide-react'
import { Toolbar as RadixToolbar } from 'radix-ui'
import { memo } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { DocumentCommandId } from '../../extensions/keys/document-commands.ts'
import { toolbarState } from '../../extensions/toolbar-state.ts'
import { useMessages } from '../locale-provider.tsx'
import { AlignIcon } from './align-icon.tsx'
import { CommentTool } from './comment-tool.tsx'
import { LockTool } from './lock-tool.tsx'
import { LinkButton } from './link-button.tsx'
import { ModeSwitch, type ModeSwitchProps } from './mode-switch.tsx'
import { Tool, ToolItem, ToolMenu } from './tool.tsx'
import { ALIGNMENTS, BLOCK_STYLES, LISTS, MARKS, STYLE_ICONS } from './toolbar-commands.ts'
import { useEditorState } from './use-editor-state.ts'
import { ViewChoices, ViewMenu } from './view-menu.tsx'
import css from './toolbar.module.css'

const ICON = { size: 18, 'aria-hidden': true } as const

export interface ToolbarProps extends ModeSwitchProps {
  readonly document: DocumentEditor
  readonly comment: (() => void) | null
  readonly lock: (() => void) | null
}

/** The tools of the text: one tab stop, arrows inside. Drawn again only when something it shows changes. */
export const Toolbar = memo(function Toolbar({ document, comment, lock, ...mode }: ToolbarProps) {
  const { t } = useMessages()
  const { editor } = document
  const shown = useEditorState({
    editor,
    selector: ({ editor: { state } }) => ({
      ...toolbarState(state),
      canUndo: document.canUndo(),
      canRedo: document.canRedo(),
    }),
  })
  const run = (id: DocumentCommandId) => () => {
    document.run(id)
  }
  const StyleIcon = STYLE_ICONS[shown.style]
  return (
    <RadixToolbar.Root className={css['toolbar']} aria-label={t('document.toolbar')} aria-controls="text">
      <div className={css['group']} data-group="history">
        <Tool id="undo" disabled={!shown.canUndo} run={document.undo}>
          <Undo2 {...ICON} className="mirrored" />
        </Tool>
        <Tool id="redo" disabled={!shown.canRedo} run={document.redo}>
          <Redo2 {...ICON} className="mirrored" />
        </Tool>
      </div>
      <div className={css['group']} data-group="style">
        <ToolMenu
          label={`${t('document.command.style')}: ${t(`document.command.${shown.style}`)}`}
          className={css['style']}
          trigger={
            <>
              <span className={css['styleName']}>{t(`document.command.${shown.style}`)}</span>
              <span className={css['styleIcon']}>
                <StyleIcon {...ICON} />
              </span>
            </>
          }
          focusText={document.focus}
        >
          {BLOCK_STYLES.map(({ style: id, Icon }) => (
            <ToolItem key={id} id={id} checked={shown.style === id} icon={<Icon {...ICON} />} run={run(id)} />
          ))}
        </ToolMenu>
      </div>
      <div className={css['group']} data-group="marks">
        {MARKS.map(({ id, Icon }) => (
          <Tool key={id} id={id} pressed={shown[id]} run={run(id)}>
            <Icon {...ICON} />
          </Tool>
        ))}
        <LinkButton document={document} linked={shown.linked} />
      </div>
      <div className={css['group']} data-group="lists">
        {LISTS.map(({ id, Icon }) => (
          <Tool key={id} id={id} pressed={shown.style === id} run={run(id)}>
            <Icon {...ICON} className="mirrored" />
          </Tool>
        ))}
      </div>
      <div className={css['group']} data-group="indent">
        <Tool id="indent" disabled={!shown.canIndent} run={run('indent')}>
          <IndentIncrease {...ICON} className="mirrored" />
        </Tool>
        <Tool id="outdent" disabled={!shown.canOutdent} run={run('outdent')}>
          <IndentDecrease {...ICON} className="mirrored" />
        </Tool>
      </div>
      <div className={css['group']} data-group="shape">
        <ToolMenu
          label={t('document.command.align')}
          trigger={<AlignIcon align={shown.align} ltr={shown.ltr} />}
          focusText={document.focus}
        >
          {ALIGNMENTS.map(({ id, align }) => (
            <ToolItem
              key={id}
              id={id}
              checked={shown.align === align}
              icon={<AlignIcon align={align} ltr={shown.ltr} />}
              run={run(id)}
            />
          ))}
        </ToolMenu>
        <Tool id="direction" pressed={shown.turned} run={run('direction')}>
          <span className={css['glyph']} aria-hidden>
            ⇄
          </span>
        </Tool>
      </div>
      <div className={css['group']} data-group="more">
        <ToolMenu
          label={t('document.command.more')}
          trigger={<Ellipsis {...ICON} />}
          focusText={document.focus}
        >
          <ToolItem
            id="underline"
            checked={shown.underline}
            icon={<Underline {...ICON} />}
            run={run('underline')}
          />
          {LISTS.map(({ id, Icon }) => (
            <ToolItem
              key={id}
              id={id}
              checked={shown.style === id}
              icon={<Icon {...ICON} className="mirrored" />}
              run={run(id)}
            />
          ))}
          <ToolItem
            id="indent"
            checked={false}
            icon={<IndentIncrease {...ICON} className="mirrored" />}
            run={run('indent')}
          />
          <ToolItem
            id="outdent"
            checked={false}
            icon={<IndentDecrease {...ICON} className="mirrored" />}
            run={run('outdent')}
          />
          {ALIGNMENTS.map(({ id, align }) => (
            <ToolItem
              key={id}
              id={id}
              checked={shown.align === align}
              icon={<AlignIcon align={align} ltr={shown.ltr} />}
              run={run(id)}
            />
          ))}
          <ToolItem
            id="direction"
            checked={shown.turned}
            icon={<span aria-hidden>⇄</span>}
            run={run('direction')}
          />
          {comment !== null && (
            <div className={css['narrowestOnly']}>
              <ToolItem
                id="comment"
                checked={false}
                icon={<MessageSquarePlus {...ICON} className="mirrored" />}
                run={comment}
              />
            </div>
          )}
          {lock !== null && (
            <div className={css['narrowOnly']}>
              <ToolItem id="lock" checked={false} icon={<LockKeyhole {...ICON} />} run={lock} />
            </div>
          )}
          <div className={css['narrowOnly']}>
            <ViewChoices document={document} />
          </div>
        </ToolMenu>
      </div>
      <div className={css['group']} data-group="view">
        <ViewMenu document={document} />
      </div>
      {comment !== null && (
        <div className={css['group']} data-group="comment">
          <CommentTool comment={comment} />
        </div>
      )}
      {lock !== null && (
        <div className={css['group']} data-group="lock">
          <LockTool lock={lock} />
        </div>
      )}
      <div className={css['group']} data-group="mode">
        <ModeSwitch {...mode} />
      </div>
    </RadixToolbar.Root>
  )
})
