import { X } from 'lucide-react'
import { useEffect, type ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './locks.module.css'

export interface StripProps {
  readonly icon: ReactNode
  /** Said at once by assistive technology, again whenever `count` is another. */
  readonly spoken: string
  readonly count: number
  readonly close: () => void
  readonly children: ReactNode
  readonly testId: string
}

/** A sentence under the bars that answers what one just did, or saw happen. It lies over the page and moves nothing. */
export function Strip({ icon, spoken, count, close, children, testId }: StripProps) {
  const { t } = useMessages()
  const { alert } = useNotices()
  useEffect(() => {
    alert(spoken)
  }, [alert, count, spoken])
  return (
    <div className={css['strip']} data-testid={testId}>
      <span key={count} className={css['flash']} aria-hidden />
      {icon}
      <div className={css['said']}>{children}</div>
      <Button kind="plain" icon={<X size={16} aria-hidden />} aria-label={t('locks.close')} onClick={close} />
    </div>
  )
}
