import type { ApiDocument } from '#core/protocol/api.ts'
import { StageMark } from '../controls/stage-mark.tsx'
import { InboxBell } from '../inbox/inbox-bell.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { AccountMenu } from '../shell/account-menu.tsx'
import { BackLink } from '../shell/back-link.tsx'
import css from './history-bar.module.css'

/** Where one is, and the way back to the text. */
export function HistoryBar({ document }: { readonly document: ApiDocument }) {
  const { t } = useMessages()
  return (
    <header className={css['bar']}>
      <BackLink to={{ name: 'document', document: document.id }} label={t('history.back')}>
        {t('history.back')}
      </BackLink>
      <div className={css['middle']}>
        <h1 className={css['title']}>
          <Name>{document.title}</Name>
        </h1>
        <p className={css['facts']}>
          <span>{t('history.title')}</span>
          <StageMark stage={document.stage} />
        </p>
      </div>
      <div className={css['end']}>
        <InboxBell />
        <AccountMenu />
      </div>
    </header>
  )
}
