import { useEffect, useRef, useSyncExternalStore } from 'react'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useOutdated } from '../shell/use-outdated.ts'
import { missingParts, type PartMissingProps } from './missing-parts.ts'
import css from './part-missing.module.css'

/**
 * Says at the foot of the page that a part of it could not be fetched, until it is tried again or left; of several once.
 * Of a page that is older than the server's nothing more can be had: the newer one is offered instead [UI935].
 */
export function PartMissing(props: PartMissingProps) {
  const { t } = useMessages()
  const isOutdated = useOutdated()
  const own = useRef(props)
  useEffect(() => {
    own.current = props
  })
  useEffect(() => missingParts.add(own), [])
  if (useSyncExternalStore(missingParts.subscribe, missingParts.first) !== own) return null
  return (
    <div className={css['line']} role="alert" data-part-missing>
      <p>
        {t('app.part-missing')}
        {isOutdated && ` ${t('app.newVersion')}`}
      </p>
      <Button
        kind="primary"
        onClick={() => {
          if (isOutdated) window.location.reload()
          else missingParts.retry()
        }}
      >
        {t(isOutdated ? 'app.newVersion.load' : 'app.retry')}
      </Button>
      <Button kind="plain" onClick={missingParts.leave}>
        {t('app.later')}
      </Button>
    </div>
  )
}
