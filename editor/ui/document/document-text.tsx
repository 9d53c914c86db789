import { useLayoutEffect, useRef } from 'react'
import type { DocumentLanguage } from '#core/text/language.ts'
import type { LockRefusal } from '../../extensions/locks/section-locks.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { pastedLines } from './later-parts.ts'
import { isMac } from './platform.ts'
import './document-text.css'

export interface DocumentTextProps {
  readonly document: DocumentEditor
  readonly language: DocumentLanguage
  readonly mayWrite: boolean
  readonly suggesting: boolean
  /** A key was pressed that would have written. */
  readonly keyRefused: () => void
  /** Something was not done because of a lock. */
  readonly lockRefused: (refusal: LockRefusal) => void
}

/** Puts the editor's own element into the page: React never touches what is inside. */
export function DocumentText(props: DocumentTextProps) {
  const { document, language, mayWrite, suggesting, keyRefused, lockRefused } = props
  const translator = useMessages()
  const notices = useNotices()
  const place = useRef<HTMLDivElement>(null)

  // Before it is painted: no text turns round under the eye of who opens it.
  useLayoutEffect(() => {
    document.setLanguage(language)
  }, [document, language])

  // All of it before the text is on the page: what its elements inherit would be worked out twice, and laid out for nothing.
  useLayoutEffect(() => {
    document.setSuggesting(suggesting)
    document.setWriting(mayWrite)
  }, [document, mayWrite, suggesting])

  useLayoutEffect(() => {
    const { t, number } = translator
    document.speak({
      label: t('document.text'),
      cleanLabel: (view) => t(`document.view.${view}.label`),
      itemLabel: (list, value) =>
        list === 'ordered'
          ? t('document.item.ordered', { number: value === null ? '' : number(value) })
          : t('document.item.bullet'),
      pasteRefused: (reason) => {
        notices.warn(t(`document.paste.${reason}`))
      },
      readLines: async (lines, direction) =>
        (pastedLines.part() ?? (await pastedLines.fetch()))(lines, direction),
      linesGathered: (count) => {
        notices.say(t('document.paste.gathered', { count, keys: isMac() ? '⇧⌘V' : 'Ctrl+Shift+V' }))
      },
      keyRefused,
      lockRefused,
    })
  }, [document, translator, notices, keyRefused, lockRefused])

  useLayoutEffect(() => {
    place.current?.append(document.host)
    return () => {
      document.host.remove()
    }
  }, [document])

  return <div ref={place} className="documentPlace" data-placeholder={translator.t('document.placeholder')} />
}
