import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { useTold } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useOutdated } from './use-outdated.ts'
import css from './new-version.module.css'

/**
 * The server has a newer version than this page [UI752]. It is the reader who says when: nothing that is being written
 * may be in the way.
 */
export function NewVersion() {
  const { t } = useMessages()
  const isOutdated = useOutdated()
  const [isLater, setLater] = useState(false)
  const isOffered = isOutdated && !isLater
  useTold(isOffered ? t('app.newVersion') : '')
  return (
    <div className={css['place']}>
      {isOffered && (
        <div className={css['bar']} data-testid="new-version">
          <p>{t('app.newVersion')}</p>
          <Button
            kind="primary"
            onClick={() => {
              window.location.reload()
            }}
          >
            {t('app.newVersion.load')}
          </Button>
          <Button
            kind="plain"
            onClick={() => {
              setLater(true)
            }}
          >
            {t('app.later')}
          </Button>
        </div>
      )}
    </div>
  )
}
