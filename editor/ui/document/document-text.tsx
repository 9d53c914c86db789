import { useEffect, useLayoutEffect, useRef } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import './document-text.css'

export interface DocumentTextProps {
  readonly document: DocumentEditor
  readonly mayWrite: boolean
  readonly suggesting: boolean
  /** A key was pressed that would have written. */
  readonly keyRefused: () => void
}

/** Puts the editor's own element into the page: React never touches what is inside. */
export function DocumentText({ document, mayWrite, suggesting, keyRefused }: DocumentTextProps) {
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
      keyRefused,
    })
  }, [document, translator, notices, keyRefused])

  return <div ref={place} className="documentPlace" data-placeholder={translator.t('document.placeholder')} />
}
