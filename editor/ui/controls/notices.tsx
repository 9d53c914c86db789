import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import css from './notices.module.css'

type Tone = 'done' | 'wrong'

interface Notice {
  /** Shown and said, or said alone. */
  readonly seen: boolean
  readonly id: number
  readonly tone: Tone
  readonly words: ReactNode
}

interface Notices {
  /** Says that something happened; goes by itself. Announced politely. */
  readonly say: (words: ReactNode) => void
  /** Says what went wrong; stays longer. Announced at once. */
  readonly warn: (words: ReactNode) => void
  /** For screen readers alone, when the one before is said: what is saved, decided, gone to; who comes and goes. */
  readonly tell: (words: string) => void
  /** For screen readers alone, at once: a lock, a refusal. */
  readonly alert: (words: string) => void
}

const NoticesContext = createContext<Notices | null>(null)

const STAYS_MS = { done: 4_000, wrong: 9_000 } as const

/** Long enough for a slow reader to hear of it, short enough that who reads the page does not meet it. */
const SAID_MS = 5_000

/**
 * All that the page says by itself goes through here, so that nothing is said twice or over something else [UI860]: one
 * polite region and one assertive one, of which each new line is read. Of what is shown there is one line at a time at the
 * foot of the page: the newest replaces the one before.
 *
 * The regions bear `aria-live` as well as their roles: what hides the page behind a dialog leaves alone only what bears it.
 */
export function NoticesProvider({ children }: { readonly children: ReactNode }) {
  const [lines, setLines] = useState<readonly Notice[]>([])
  const count = useRef(0)
  const put = useCallback((tone: Tone, words: ReactNode, seen: boolean) => {
    const id = ++count.current
    setLines((before) => [...before.filter((line) => !seen || !line.seen), { id, tone, words, seen }])
    setTimeout(
      () => {
        setLines((now) => now.filter((line) => line.id !== id))
      },
      seen ? STAYS_MS[tone] : SAID_MS,
    )
  }, [])
  const notices = useMemo<Notices>(
    () => ({
      say: (words) => {
        put('done', words, true)
      },
      warn: (words) => {
        put('wrong', words, true)
      },
      tell: (words) => {
        put('done', words, false)
      },
      alert: (words) => {
        put('wrong', words, false)
      },
    }),
    [put],
  )
  return (
    <NoticesContext value={notices}>
      {children}
      <div className={css['place']}>
        <div role="status" aria-live="polite" aria-atomic={false}>
          <Lines lines={lines} tone="done" />
        </div>
        <div role="alert" aria-live="assertive" aria-atomic={false}>
          <Lines lines={lines} tone="wrong" />
        </div>
      </div>
    </NoticesContext>
  )
}

function Lines({ lines, tone }: { readonly lines: readonly Notice[]; readonly tone: Tone }) {
  return lines
    .filter((line) => line.tone === tone)
    .map(({ id, words, seen }) => (
      <p key={id} className={seen ? [css['notice'], css[tone]].filter(Boolean).join(' ') : 'unseen'}>
        {words}
      </p>
    ))
}

/** Says `words` in the polite region whenever they are others; nothing while they are empty, or as the page opens. */
export const useTold = (words: string): void => {
  const { tell } = useNotices()
  const before = useRef(words)
  useEffect(() => {
    if (before.current === words) return
    before.current = words
    if (words !== '') tell(words)
  }, [tell, words])
}

export const useNotices = (): Notices => {
  const notices = useContext(NoticesContext)
  if (notices === null) throw new Error('no NoticesProvider above this component')
  return notices
}
