import { BookCheck, BookOpen, BookOpenText } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import { TEXT_VIEWS, type TextViewName } from '../../extensions/views/text-views.ts'
import { useMenuParts } from '../floating/menu-parts.ts'
import { useMessages } from '../locale-provider.tsx'
import { isMac } from './platform.ts'
import { ToolMenu } from './tool.tsx'
import css from './toolbar.module.css'

const ICONS = { marked: BookOpenText, accepted: BookCheck, original: BookOpen } as const

const isView = (value: string): value is TextViewName => TEXT_VIEWS.some((view) => view === value)

/** The view of a text that is shown now. */
export const useTextView = (document: DocumentEditor): TextViewName =>
  useSyncExternalStore(document.onTextView, document.textView)

/** The three views of the text, as items of a menu: with what is proposed, as if accepted, as if rejected [UI360]. */
export function ViewChoices({ document }: { readonly document: DocumentEditor }) {
  const { Label, RadioGroup, RadioItem } = useMenuParts()
  const { t } = useMessages()
  const shown = useTextView(document)
  const keys = shortcutTextOf('view', isMac())
  return (
    <>
      <Label className={css['heading']}>
        {t('document.view')}
        {keys !== null && (
          <kbd className={css['keys']} dir="ltr">
            {keys}
          </kbd>
        )}
      </Label>
      <RadioGroup
        value={shown}
        onValueChange={(value) => {
          if (isView(value)) document.showTextView(value)
        }}
      >
        {TEXT_VIEWS.map((view) => {
          const Sign = ICONS[view]
          return (
            <RadioItem key={view} value={view} className={css['item']} data-view={view}>
              <span className={css['itemIcon']}>
                <Sign size={18} aria-hidden className="mirrored" />
              </span>
              <span>{t(`document.view.${view}`)}</span>
            </RadioItem>
          )
        })}
      </RadioGroup>
    </>
  )
}

/** The views behind a button of a toolbar. */
export function ViewMenu({ document }: { readonly document: DocumentEditor }) {
  const { t } = useMessages()
  const shown = useTextView(document)
  const Icon = ICONS[shown]
  return (
    <ToolMenu
      label={`${t('document.view')}: ${t(`document.view.${shown}`)}`}
      trigger={<Icon size={18} aria-hidden className="mirrored" />}
      focusText={document.focus}
    >
      <ViewChoices document={document} />
    </ToolMenu>
  )
}
