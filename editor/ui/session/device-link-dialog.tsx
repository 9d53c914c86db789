import { useEffect, useState } from 'react'
import type { ApiNewInvitation } from '#core/protocol/api.ts'
import type { Result } from '#core/util/result.ts'
import type { ApiFailure } from '../../sync/api-result.ts'
import { CopyField } from '../controls/copy-field.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { QrCode } from '../controls/qr-code.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './device-link-dialog.module.css'

/** A short-lived link that adds a device of the same member. Made at opening, shown once. */
export function DeviceLinkDialog(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly group: string
}) {
  const { open, onOpenChange, group } = props
  const { t, dateTime } = useMessages()
  const { api } = useServices()
  const failureText = useFailureText()
  const [made, setMade] = useState<Result<ApiNewInvitation, ApiFailure> | null>(null)

  useEffect(() => {
    if (!open) return
    let current = true
    void api.createDeviceLink(group).then((result) => {
      if (current) setMade(result)
    })
    return () => {
      current = false
      setMade(null)
    }
  }, [open, api, group])

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('session.device-link')}
      lead={t('session.device-link.lead')}
    >
      {made === null && <p className={css['waiting']}>{t('app.loading')}</p>}
      {made?.ok === false && <p role="alert">{failureText(made.error)}</p>}
      {made?.ok === true && (
        <>
          <QrCode value={made.value.url} />
          <CopyField label={t('session.device-link.link')} value={made.value.url} fresh />
          {made.value.expiresAt !== null && (
            <p className={css['until']}>
              {t('session.device-link.until', { date: dateTime(made.value.expiresAt) })}
            </p>
          )}
        </>
      )}
    </Dialog>
  )
}
