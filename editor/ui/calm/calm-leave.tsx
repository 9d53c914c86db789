import { Minimize2 } from 'lucide-react'
import { useEffect } from 'react'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './calm.module.css'

export interface CalmLeaveProps {
  readonly leave: () => void
}

/** The way back for who has no keys; says once what happened [UI822]. */
export function CalmLeave({ leave }: CalmLeaveProps) {
  const { t } = useMessages()
  const { say } = useNotices()
  useEffect(() => {
    say(t('calm.entered'))
  }, [say, t])
  return (
    <button type="button" className={css['leave']} title={t('calm.leave')} onClick={leave}>
      <Minimize2 size={18} aria-hidden />
      <span className={css['word']}>{t('calm.leave')}</span>
    </button>
  )
}
