import { useEditorState } from '../document/use-editor-state.ts'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { Button } from '../controls/button.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './find-bar.module.css'

export interface FindBarProps {
  readonly document: DocumentEditor
  readonly mayWrite: boolean
  /** Grows whenever the bar is asked for again: the query has the focus then. */
  readonly asked: number
  readonly close: () => void
}

/** Seeks in the text, and replaces where the person may write [UI364] [UI365]. */
export function FindBar({ document, mayWrite, asked, close }: FindBarProps) {
  const { t } = useMessages()
  const notices = useNotices()
  const [query, setQuery] = useState(() => document.selectedText())
  const [exact, setExact] = useState(false)
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const { count, current } = useEditorState({
    editor: document.editor,
    selector: () => document.find.found(),
  })

  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [asked])
  useEffect(() => {
    document.find.search({ query, exact })
  }, [document, exact, query])
  useEffect(
    () => () => {
      document.find.search(null)
    },
    [document],
  )

  const replaceAll = (): void => {
    const { replaced, locked } = document.find.replaceAll(text)
    const done = t('find.replaced', { count: replaced })
    notices.say(locked === 0 ? done : `${done}. ${t('locks.foundLeft', { count: locked })}`)
  }
  return (
    <form
      className={css['bar']}
      role="search"
      aria-label={t('find.title')}
      data-testid="find"
      onSubmit={(event) => {
        event.preventDefault()
        document.find.go(1)
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') {
          event.stopPropagation()
          close()
          document.focus()
        }
        if (event.key === 'Enter' && event.shiftKey) {
          event.preventDefault()
          document.find.go(-1)
        }
      }}
    >
      <div className={css['line']}>
        <input
          ref={field}
          className={css['field']}
          dir="auto"
          aria-label={t('find.query')}
          placeholder={t('find.query')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
          }}
        />
        <span className={css['count']} role="status">
          {query === ''
            ? ''
            : count === 0
              ? t('find.none')
              : current === 0
                ? t('find.count', { count })
                : t('find.place', { current, count })}
        </span>
        <Button
          kind="plain"
          icon={<ArrowUp size={18} aria-hidden />}
          aria-label={t('find.previous')}
          disabled={count === 0}
          onClick={() => {
            document.find.go(-1)
          }}
        />
        <Button
          kind="plain"
          type="submit"
          icon={<ArrowDown size={18} aria-hidden />}
          aria-label={t('find.next')}
          disabled={count === 0}
        />
        <Button
          kind="plain"
          icon={<X size={18} aria-hidden />}
          aria-label={t('find.close')}
          onClick={() => {
            close()
            document.focus()
          }}
        />
      </div>
      {mayWrite && (
        <div className={css['line']}>
          <input
            className={css['field']}
            dir="auto"
            aria-label={t('find.with')}
            placeholder={t('find.with')}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
            }}
          />
          <Button
            disabled={count === 0}
            onClick={() => {
              document.find.replace(text)
            }}
          >
            {t('find.replace')}
          </Button>
          <Button disabled={count === 0} onClick={replaceAll}>
            {t('find.replaceAll')}
          </Button>
        </div>
      )}
      <label className={css['exact']}>
        <input
          type="checkbox"
          checked={exact}
          onChange={(event) => {
            setExact(event.target.checked)
          }}
        />
        {t('find.exact')}
      </label>
    </form>
  )
}
