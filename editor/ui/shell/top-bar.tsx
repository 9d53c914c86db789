import type { ReactNode } from 'react'
import { InboxBell } from '../inbox/inbox-bell.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Link } from '../routing/navigation-provider.tsx'
import { AccountMenu } from './account-menu.tsx'
import css from './top-bar.module.css'

/** The bar of the pages around the text. */
export function TopBar({ trail }: { readonly trail?: ReactNode }) {
  const { t } = useMessages()
  return (
    <header className={css['bar']}>
      <Link to={{ name: 'home', group: null }} className={css['brand']}>
        {t('app.name')}
      </Link>
      {trail !== undefined && <div className={css['trail']}>{trail}</div>}
      <div className={css['end']}>
        <InboxBell />
        <AccountMenu />
      </div>
    </header>
  )
}
