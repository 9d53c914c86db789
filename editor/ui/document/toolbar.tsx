import { useEditorState } from '@tiptap/react'
import { ChevronDown, Ellipsis, IndentDecrease, IndentIncrease, Redo2, Underline, Undo2 } from 'lucide-react'
import { DropdownMenu, Toolbar as RadixToolbar } from 'radix-ui'
import { memo, type ReactNode } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { DocumentCommandId } from '../../extensions/keys/document-commands.ts'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import { toolbarState } from '../../extensions/toolbar-state.ts'
import { useMessages } from '../locale-provider.tsx'
import { AlignIcon } from './align-icon.tsx'
import { LinkButton } from './link-button.tsx'
import { ModeSwitch, type ModeSwitchProps } from './mode-switch.tsx'
import { isMac } from './platform.ts'
import { Tip } from './tip.tsx'
import { ALIGNMENTS, BLOCK_STYLES, LISTS, MARKS, STYLE_ICONS } from './toolbar-commands.ts'
import css from './toolbar.module.css'

const ICON = { size: 18, 'aria-hidden': true } as const

interface ToolProps {
  readonly id: DocumentCommandId | 'undo' | 'redo'
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly run: () => void
  readonly children: ReactNode
}

/** One button. Pressing it leaves the selection in the text: a pointer must not take the focus. */
function Tool({ id, pressed, disabled = false, run, children }: ToolProps) {
  const { t } = useMessages()
  const label = t(`document.command.${id}`)
  return (
    <Tip label={label} shortcut={shortcutTextOf(id, isMac())}>
      <RadixToolbar.Button
        className={css['tool']}
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={disabled}
        data-command={id}
        onPointerDown={(event) => {
          event.preventDefault()
        }}
        onClick={() => {
          if (!disabled) run()
        }}
      >
        {children}
      </RadixToolbar.Button>
    </Tip>
  )
}

interface ToolMenuProps {
  readonly label: string
  readonly trigger: ReactNode
  readonly className?: string | undefined
  readonly focusText: () => void
  readonly children: ReactNode
}

/** A button that opens a list; closing it gives the focus back to the text. */
function ToolMenu({ label, trigger, className, focusText, children }: ToolMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <RadixToolbar.Button asChild>
        <DropdownMenu.Trigger className={`${css['tool'] ?? ''} ${className ?? ''}`} aria-label={label}>
          {trigger}
          <ChevronDown size={14} aria-hidden className={css['opens']} />
        </DropdownMenu.Trigger>
      </RadixToolbar.Button>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={css['menu']}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            focusText()
          }}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

interface ToolItemProps {
  readonly id: DocumentCommandId
  readonly checked: boolean
  readonly icon: ReactNode
  readonly run: () => void
}

function ToolItem({ id, checked, icon, run }: ToolItemProps) {
  const { t } = useMessages()
  const keys = shortcutTextOf(id, isMac())
  return (
    <DropdownMenu.CheckboxItem className={css['item']} data-command={id} checked={checked} onSelect={run}>
      <span className={css['itemIcon']}>{icon}</span>
      <span className={css[`sample-${id}`]}>{t(`document.command.${id}`)}</span>
      {keys !== null && (
        <kbd className={css['keys']} dir="ltr">
          {keys}
        </kbd>
      )}
    </DropdownMenu.CheckboxItem>
  )
}

export interface ToolbarProps extends ModeSwitchProps {
  readonly document: DocumentEditor
}

/** The tools of the text: one tab stop, arrows inside. Drawn again only when something it shows changes. */
export const Toolbar = memo(function Toolbar({ document, ...mode }: ToolbarProps) {
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
        <Tool id="direction" pressed={shown.ltr} run={run('direction')}>
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
            checked={shown.ltr}
            icon={<span aria-hidden>⇄</span>}
            run={run('direction')}
          />
        </ToolMenu>
      </div>
      <div className={css['group']} data-group="mode">
        <ModeSwitch {...mode} />
      </div>
    </RadixToolbar.Root>
  )
})
