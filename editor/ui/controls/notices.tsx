import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react'
import css from './notices.module.css'

type Tone = 'done' | 'wrong'

interface Notice {
  readonly id: number
  readonly tone: Tone
  readonly words: ReactNode
}

interface Notices {
  /** Says that something happened; goes by itself. Announced politely. */
  readonly say: (words: ReactNode) => void
  /** Says what went wrong; stays longer. Announced at once. */
  readonly warn: (words: ReactNode) => void
}

const NoticesContext = createContext<Notices | null>(null)

const STAYS_MS = { done: 4_000, wrong: 9_000 } as const

/** One line at the foot of the page at a time: the newest word replaces the one before. */
export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null)
  const count = useRef(0)
  const show = useCallback((tone: Tone, words: ReactNode) => {
    const id = ++count.current
    setNotice({ id, tone, words })
    setTimeout(() => {
      setNotice((now) => (now?.id === id ? null : now))
    }, STAYS_MS[tone])
  }, [])
  const notices = useMemo<Notices>(
    () => ({
      say: (words) => {
        show('done', words)
      },
      warn: (words) => {
        show('wrong', words)
      },
    }),
    [show],
  )
  return (
    <NoticesContext value={notices}>
      {children}
      <div className={css['place']}>
        <div role="status">{notice?.tone === 'done' && <p className={css['notice']}>{notice.words}</p>}</div>
        <div role="alert">
          {notice?.tone === 'wrong' && <p className={`${css['notice']} ${css['wrong']}`}>{notice.words}</p>}
        </div>
      </div>
    </NoticesContext>
  )
}

export const useNotices = (): Notices => {
  const notices = useContext(NoticesContext)
  if (notices === null) throw new Error('no NoticesProvider above this component')
  return notices
}
