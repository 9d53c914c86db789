import { CheckCheck, Settings } from 'lucide-react'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { Link } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useInbox, type ListedNotice } from './inbox-provider.tsx'
import { noticePlace, noticeWords } from './notice-words.ts'
import css from './inbox.module.css'

export interface InboxListProps {
  /** A notice was followed, or the settings were asked for. */
  readonly close: () => void
  readonly openSettings: () => void
}

/** What a member was told, newest first: who, what, in which text, when [UI641]. */
export function InboxList({ close, openSettings }: InboxListProps) {
  const { t } = useMessages()
  const { notices, unread, hasOlder, showOlder, markRead } = useInbox()
  return (
    <>
      {notices === null ? (
        <p className={css['empty']} role="status">
          {t('inbox.loading')}
        </p>
      ) : notices.length === 0 ? (
        <p className={css['empty']}>{t('inbox.none')}</p>
      ) : (
        <ul className={css['list']}>
          {notices.map((notice) => (
            <NoticeRow
              key={`${notice.group} ${notice.id}`}
              notice={notice}
              follow={() => {
                markRead(notice)
                close()
              }}
            />
          ))}
          {hasOlder && (
            <li>
              <Button kind="plain" className={css['older']} onClick={showOlder}>
                {t('inbox.older')}
              </Button>
            </li>
          )}
        </ul>
      )}
      <div className={css['foot']}>
        <Button
          kind="plain"
          icon={<CheckCheck size={16} aria-hidden />}
          disabled={unread === 0}
          onClick={() => {
            markRead(null)
          }}
        >
          {t('inbox.readAll')}
        </Button>
        <Button
          kind="plain"
          icon={<Settings size={17} aria-hidden />}
          aria-label={t('inbox.settings')}
          onClick={openSettings}
        />
      </div>
    </>
  )
}

function NoticeRow({ notice, follow }: { readonly notice: ListedNotice; readonly follow: () => void }) {
  const { t, parts, since, dateTime } = useMessages()
  const { now } = useServices()
  const at = noticePlace(notice.notice)
  return (
    <li>
      <Link
        to={{ name: 'document', document: notice.document, ...(at === null ? {} : { at }) }}
        className={css['notice']}
        data-unread={!notice.read}
        onClick={follow}
      >
        {!notice.read && <span className="unseen">{t('inbox.unread')} </span>}
        <span className={css['what']}>
          {parts('inbox.line', {
            name: (
              <strong key="name">
                <Name>{notice.name === '' ? t('inbox.formerMember') : notice.name}</Name>
              </strong>
            ),
            words: noticeWords(t, notice.notice),
          })}
        </span>
        <span className={css['where']}>
          <span className={css['in']}>
            <Name>{notice.title}</Name>
          </span>
          <time dateTime={new Date(notice.at).toISOString()} title={dateTime(notice.at)}>
            {since(notice.at, now())}
          </time>
        </span>
      </Link>
    </li>
  )
}
