import { Check, CloudOff, LoaderCircle, Lock } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import type { DocumentSession } from '../../sync/document-session.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { nextHeard, type Heard } from './heard.ts'
import { settledSaved } from './settled-saved.ts'
import { savedMessage } from './standing.ts'
import css from './top-bar.module.css'

const ICON = { size: 15, 'aria-hidden': true } as const

/**
 * Where the work is, in the exact words [UI12]. Announced politely when it changes for longer than a save takes [UI221]:
 * that the connection is gone, and that all is saved again; «saved» after every pause in typing would only be noise.
 *
 * It changes with each word, so it is written into the page and not drawn by React [UI856], which would walk through
 * the text to the caret each time. The style sheet shows the icon of the state.
 */
export function SavedSign({
  session,
}: {
  readonly session: Pick<DocumentSession, 'subscribe' | 'getSnapshot'>
}) {
  const { t } = useMessages()
  const sign = useRef<HTMLSpanElement>(null)
  const seen = useRef<HTMLSpanElement>(null)
  const { tell } = useNotices()
  const heard = useRef<Heard | null>(null)
  useLayoutEffect(() => {
    const { hear, stop } = settledSaved((saved) => {
      const words = t(savedMessage(saved))
      const before = heard.current
      // What stands there at first is not announced.
      heard.current =
        heard.current === null ? { words, aloud: false } : nextHeard(heard.current, saved, words)
      sign.current?.setAttribute('data-saved', saved.kind)
      put(seen.current, words)
      if (heard.current.aloud && heard.current !== before) tell(heard.current.words)
    })
    const write = (): void => {
      hear(session.getSnapshot().saved)
    }
    write()
    const leave = session.subscribe(write)
    return () => {
      stop()
      leave()
    }
  }, [session, t, tell])
  return (
    <span ref={sign} className={css['saved']} data-testid="saved">
      <LoaderCircle {...ICON} className={css['turning']} data-for="connecting saving" />
      <Check {...ICON} data-for="saved" />
      <CloudOff {...ICON} data-for="offline gone" />
      <Lock {...ICON} data-for="read-only" />
      <span ref={seen} className={css['savedWords']} />
    </span>
  )
}

/** Touches nothing that stands already: a live region would say it again. */
const put = (element: HTMLElement | null, words: string): void => {
  if (element !== null && element.textContent !== words) element.textContent = words
}
