import { readPreference, writePreference } from '../preferences.ts'

/** Notifications of the browser: only where this device asked for them, and never with anything of a text [UI645]. */

const isSwitch = (value: unknown): value is 'on' | 'off' => value === 'on' || value === 'off'

/** `unsupported` also where the page has no https. */
export const browserNoticePermission = (): NotificationPermission | 'unsupported' =>
  'Notification' in window && window.isSecureContext ? Notification.permission : 'unsupported'

/** Did this device ask for them, and may it? */
export const wantsBrowserNotices = (): boolean =>
  readPreference('browser-notices', isSwitch) === 'on' && browserNoticePermission() === 'granted'

/** Asks the browser, on the click of the person alone; resolves to whether they come from now on. */
export const askForBrowserNotices = async (): Promise<boolean> => {
  const permission = await Notification.requestPermission()
  writePreference('browser-notices', permission === 'granted' ? 'on' : 'off')
  return permission === 'granted'
}

export const stopBrowserNotices = (): void => {
  writePreference('browser-notices', 'off')
}

/** Says how much is unread. A newer one takes the place of the one before. */
export const showBrowserNotice = (words: string, lang: string): void => {
  if (!wantsBrowserNotices()) return
  try {
    const notice = new Notification(words, { tag: 'siyagha', lang, dir: 'auto' })
    notice.onclick = () => {
      window.focus()
      notice.close()
    }
  } catch {
    // Browsers of phones know notifications of service workers only: none comes.
    return
  }
}
