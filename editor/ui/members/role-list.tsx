import { ChevronLeft } from 'lucide-react'
import { ROLES } from '#core/access/roles.ts'
import { useMessages } from '../locale-provider.tsx'
import css from './members.module.css'

/** What each role may do, folded. */
export function RoleList() {
  const { t } = useMessages()
  return (
    <details className={css['roles']}>
      <summary>
        <ChevronLeft size={16} aria-hidden className={css['rolesArrow']} />
        {t('members.roles')}
      </summary>
      <dl>
        {ROLES.map((role) => (
          <div key={role}>
            <dt>{t(`role.${role}`)}</dt>
            <dd>{t(`role.${role}.may`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
