import { Minimize2 } from 'lucide-react'
import { useEffect } from 'react'
import { useNotices } from '../controls/notices.tsx'
import { useMedia } from '../document/use-media.ts'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import css from './calm.module.css'

export interface CalmLeaveProps {
  /** Of the text: its field is unseen now, and a page without a heading is none to who hears it. */
  readonly title: string
  readonly leave: () => void
}

/** The way back for who has no keys; says once what happened [UI822]. */
export function CalmLeave({ title, leave }: CalmLeaveProps) {
  const { t } = useMessages()
  const { say } = useNotices()
  const hasKeys = useMedia('(hover: hover)')
  useEffect(() => {
    say(t(hasKeys ? 'calm.entered' : 'calm.enteredByTouch'))
  }, [hasKeys, say, t])
  return (
    <>
      <header className="unseen">
        <h1>{isolated(title)}</h1>
      </header>
      <button type="button" className={css['leave']} title={t('calm.leave')} onClick={leave}>
        <Minimize2 size={18} aria-hidden />
        <span className={css['word']}>{t('calm.leave')}</span>
      </button>
    </>
  )
}
