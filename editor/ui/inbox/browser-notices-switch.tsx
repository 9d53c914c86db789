import { useState } from 'react'
import { useMessages } from '../locale-provider.tsx'
import {
  askForBrowserNotices,
  browserNoticePermission,
  stopBrowserNotices,
  wantsBrowserNotices,
} from './browser-notices.ts'
import { Check } from './check.tsx'
import css from './inbox.module.css'

/** The browser is asked when the box is ticked, and never before [UI645]. */
export function BrowserNotices() {
  const { t } = useMessages()
  const [wanted, setWanted] = useState(wantsBrowserNotices)
  const permission = browserNoticePermission()
  if (permission === 'unsupported') return <p className={css['note']}>{t('inbox.browser.unsupported')}</p>
  const change = (checked: boolean): void => {
    if (checked) void askForBrowserNotices().then(setWanted, () => undefined)
    else {
      stopBrowserNotices()
      setWanted(false)
    }
  }
  return (
    <>
      <Check
        label={t('inbox.browser.toggle')}
        hint={t('inbox.browser.hint')}
        checked={wanted}
        disabled={permission === 'denied'}
        onChange={change}
      />
      {permission === 'denied' && <p className={css['note']}>{t('inbox.browser.denied')}</p>}
    </>
  )
}
