import { UserPlus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ApiDocument, ApiGroup } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { InboxBell } from '../inbox/inbox-bell.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { BackLink } from '../shell/back-link.tsx'
import type { Permission } from './standing.ts'
import { TitleField } from './title-field.tsx'
import css from './top-bar.module.css'

export interface DocumentBarProps {
  readonly group: ApiGroup
  readonly document: ApiDocument
  readonly title: string
  readonly rename: ((title: string) => Promise<boolean>) | null
  /** The stage, and what can be done about it. */
  readonly stage: ReactNode
  readonly permission: Permission
  /** Where the person's work is. */
  readonly saved: ReactNode
  readonly people: ReactNode
  /** Null for those who may not invite. */
  readonly share: (() => void) | null
  readonly menu: ReactNode
}

/** Where the person is, what they may do here, and where their work is. */
export function DocumentBar(props: DocumentBarProps) {
  const { t } = useMessages()
  const { group, title, rename, stage, permission, saved, people, share, menu } = props
  const word = t(`document.permission.${permission}`)
  return (
    <header className={css['bar']}>
      <BackLink
        to={{ name: 'home', group: group.id }}
        label={t('document.back', { group: isolated(group.name) })}
      >
        {group.name}
      </BackLink>
      <div className={css['middle']}>
        <TitleField title={title} rename={rename} />
        <p className={css['facts']}>
          {stage}
          <span className={css['permission']} data-permission={permission} data-testid="permission">
            <span className="unseen">{t('document.permissionLabel', { permission: '' })}</span>
            {word}
          </span>
          {saved}
        </p>
      </div>
      <div className={css['end']}>
        {people}
        <InboxBell />
        {share !== null && (
          <Button
            kind="primary"
            className={css['share']}
            icon={<UserPlus size={17} aria-hidden />}
            aria-label={t('document.share')}
            onClick={share}
          >
            <span className={css['shareWord']}>{t('document.share')}</span>
          </Button>
        )}
        {menu}
      </div>
    </header>
  )
}
