import { useEffect, useRef, useState } from 'react'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './top-bar.module.css'

export interface TitleFieldProps {
  readonly title: string
  /** Null for those who may not change it. Resolves to whether it was saved. */
  readonly rename: ((title: string) => Promise<boolean>) | null
}

/** The title, changed in place: Enter or leaving the field saves, Escape takes it back, an empty one is not saved. */
export function TitleField({ title, rename }: TitleFieldProps) {
  const { t } = useMessages()
  const { alert } = useNotices()
  const [draft, setDraft] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const escaped = useRef(false)

  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`
  }, [title, t])

  if (rename === null)
    return (
      <h1 className={css['title']}>
        <bdi>{title}</bdi>
      </h1>
    )

  const finish = async (): Promise<void> => {
    const next = (draft ?? title).normalize('NFC').trim()
    if (escaped.current || next === '' || next === title) {
      escaped.current = false
      setDraft(null)
      return
    }
    const saved = await rename(next)
    setFailed(!saved)
    if (saved) setDraft(null)
    else alert(t('document.titleNotSaved'))
  }

  return (
    <h1 className={css['title']}>
      <span className={css['titleRoom']} data-value={draft ?? title}>
        <input
          ref={input}
          className={css['titleInput']}
          aria-label={t('document.title')}
          aria-invalid={failed}
          title={failed ? t('document.titleNotSaved') : undefined}
          value={draft ?? title}
          maxLength={200}
          size={1}
          dir="auto"
          spellCheck={false}
          onChange={(event) => {
            setDraft(event.target.value)
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Escape') escaped.current = true
            if (event.key === 'Enter' || event.key === 'Escape') input.current?.blur()
          }}
          onBlur={() => void finish()}
        />
      </span>
    </h1>
  )
}
