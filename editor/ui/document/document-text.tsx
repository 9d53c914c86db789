import { useEffect, useLayoutEffect, useRef } from 'react'
import type { LockRefusal } from '../../extensions/locks/section-locks.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { pastedLines } from './later-parts.ts'
import { isMac } from './platform.ts'
import './document-text.css'

export interface DocumentTextProps {
  readonly document: DocumentEditor
  readonly mayWrite: boolean
  readonly suggesting: boolean
  /** A key was pressed that would have written. */
  readonly keyRefused: () => void
  /** Something was not done because of a lock. */
  readonly lockRefused: (refusal: LockRefusal) => void
}

/** Puts the editor's own element into the page: React never touches what is inside. */
export function DocumentText({ document, mayWrite, suggesting, keyRefused, lockRefused }: DocumentTextProps) {
  const translator = useMessages()
  const notices = useNotices()
  const place = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    place.current?.append(document.host)
    return () => {
      document.host.remove()
    }
  }, [document])

  useLayoutEffect(() => {
    document.setSuggesting(suggesting)
    document.setWriting(mayWrite)
  }, [document, mayWrite, suggesting])

  useEffect(() => {
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
      readLines: async (lines) => (pastedLines.part() ?? (await pastedLines.fetch()))(lines),
      linesGathered: (count) => {
        notices.say(t('document.paste.gathered', { count, keys: isMac() ? '⇧⌘V' : 'Ctrl+Shift+V' }))
      },
      keyRefused,
      lockRefused,
    })
  }, [document, translator, notices, keyRefused, lockRefused])

  return <div ref={place} className="documentPlace" data-placeholder={translator.t('document.placeholder')} />
}
