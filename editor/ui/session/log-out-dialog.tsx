import { useEffect, useState } from 'react'
import { useMessages } from '../locale-provider.tsx'
import { forgetPinned } from '../home/pinned.ts'
import { forgetIgnored } from '../text-check/ignored.ts'
import { ConfirmDialog } from '../controls/dialog.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { useServices } from '../services.tsx'

/**
 * Leaves this device, on all its pages [UI804]: says first whether work would be lost, then ends the session at the server, wipes the device
 * and starts the page afresh [UI17b]. Without a network the device is wiped all the same, and the session ends at the
 * server as soon as it is reached [UI753].
 */
export function LogOutDialog(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}) {
  const { open, onOpenChange } = props
  const { t } = useMessages()
  const { api, leaving, endDevice, others, store } = useServices()
  const { warn } = useNotices()
  const failureText = useFailureText()
  const [unsent, setUnsent] = useState(0)

  useEffect(() => {
    if (!open || store === null) return
    let current = true
    void store.unsentDocuments().then((documents) => {
      if (current && documents.ok) setUnsent(documents.value.length)
    })
    return () => {
      current = false
    }
  }, [open, store])

  const logOut = async (): Promise<void> => {
    const ended = await api.logOut()
    const isAway = !ended.ok && ended.error.code === 'unreachable'
    if (!ended.ok && ended.error.code !== 'not-signed-in' && !(isAway && leaving.put())) {
      warn(failureText(ended.error))
      return
    }
    // They write nothing more, and go.
    others.tell('left')
    await endDevice()
    forgetIgnored()
    forgetPinned()
    // A fresh page: nothing of the member stays in memory.
    window.location.assign('/')
  }

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('session.log-out.title')}
      lead={
        <>
          {t('session.log-out.lead')} {unsent > 0 && t('session.log-out.unsent', { count: unsent })}
        </>
      }
      confirm={unsent > 0 ? t('session.log-out.confirm-lose') : t('session.log-out.confirm')}
      onConfirm={() => void logOut()}
    />
  )
}
