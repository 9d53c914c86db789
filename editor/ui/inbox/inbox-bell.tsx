import { Bell } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { LaterDialog } from '../controls/later-dialog.ts'
import { useTold } from '../controls/notices.tsx'
import { useMedia } from '../document/use-media.ts'
import { PopoverButton } from '../floating/popover-button.tsx'
import { laterDialog, laterPart } from '../later/later-part.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useInbox } from './inbox-provider.tsx'
import css from './inbox.module.css'

const InboxList = laterPart(async () => (await import('./inbox-list.tsx')).InboxList, { words: ['inbox'] })

const InboxSettings = laterDialog(async () => (await import('./inbox-settings.tsx')).InboxSettings, ['inbox'])

/** More than that is «99+»: nobody reads the number. */
const SHOWN = 99

/** The bell with what is unread, in every bar: a list beside it, on a phone a sheet [UI641]. Nothing for viewers. */
export function InboxBell() {
  const { t, number } = useMessages()
  const { memberships, unread, refresh } = useInbox()
  const [open, setOpen] = useState(false)
  const [setting, setSetting] = useState(false)
  const isNarrow = useMedia('(max-width: 40rem)')
  useTold(unread === 0 ? '' : t('inbox.heard', { count: unread }))
  if (memberships.length === 0) return null

  const show = (next: boolean): void => {
    if (next) refresh()
    setOpen(next)
  }
  const list = (
    <InboxList
      close={() => {
        setOpen(false)
      }}
      openSettings={() => {
        setOpen(false)
        setSetting(true)
      }}
    />
  )
  const bell = (
    <Button
      kind="plain"
      className={css['bell']}
      icon={<Bell size={18} aria-hidden />}
      aria-label={t('inbox.open', { count: unread })}
      {...(isNarrow
        ? {
            'aria-haspopup': 'dialog' as const,
            onClick: () => {
              show(true)
            },
          }
        : {})}
    />
  )
  return (
    <span className={css['place']}>
      {isNarrow ? (
        <>
          {bell}
          <LaterDialog open={open} onOpenChange={show} title={t('inbox.title')}>
            {list}
          </LaterDialog>
        </>
      ) : (
        <PopoverButton
          button={bell}
          open={open}
          onOpenChange={show}
          className={css['popover']}
          align="end"
          offset={6}
          label={t('inbox.title')}
        >
          <h2 className={css['title']}>{t('inbox.title')}</h2>
          {list}
        </PopoverButton>
      )}
      {unread > 0 && (
        <span className={css['count']} aria-hidden data-testid="unread">
          {unread > SHOWN ? t('inbox.many', { count: SHOWN }) : number(unread)}
        </span>
      )}
      <InboxSettings open={setting} onOpenChange={setSetting} memberships={memberships} />
    </span>
  )
}
