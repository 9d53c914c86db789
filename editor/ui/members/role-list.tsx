import { ROLES } from '#core/access/roles.ts'
import { Disclosure } from '../controls/disclosure.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './members.module.css'

/** What each role may do, folded. */
export function RoleList() {
  const { t } = useMessages()
  return (
    <Disclosure className={css['roles']} summary={t('members.roles')}>
      <dl>
        {ROLES.map((role) => (
          <div key={role}>
            <dt>{t(`role.${role}`)}</dt>
            <dd>{t(`role.${role}.may`)}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  )
}
