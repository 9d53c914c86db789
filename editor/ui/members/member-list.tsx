import { UserMinus } from 'lucide-react'
import { useState } from 'react'
import { ROLES, type Role } from '#core/access/roles.ts'
import type { ApiMember } from '#core/protocol/api.ts'
import { Avatar } from '../controls/avatar.tsx'
import { Button } from '../controls/button.tsx'
import { ConfirmDialog } from '../controls/dialog.tsx'
import { SelectField } from '../controls/field.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { isolated } from '../messages/translator.ts'
import { Name } from '../name.tsx'
import { useServices } from '../services.tsx'
import { useSession } from '../session/session-provider.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './members.module.css'

export interface MemberListProps {
  readonly group: string
  readonly me: ApiMember
  readonly members: readonly ApiMember[]
  readonly reload: () => Promise<void>
}

/** Facilitators change roles and remove; everybody else reads. */
export function MemberList({ group, me, members, reload }: MemberListProps) {
  const { t } = useMessages()
  const { api } = useServices()
  const { refresh } = useSession()
  const { say, warn } = useNotices()
  const failureText = useFailureText()
  const [leaving, setLeaving] = useState<ApiMember | null>(null)
  const manages = me.role === 'facilitator'
  const facilitators = members.filter((one) => one.role === 'facilitator').length
  const roles = ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }))

  const changeRole = async (member: ApiMember, role: Role): Promise<void> => {
    const changed = await api.changeMember(group, member.id, { role })
    if (changed.ok) {
      const values = { name: <Name>{member.name}</Name>, role: t(`role.${role}`) }
      say(<Message id="members.role-changed" values={values} />)
    } else warn(failureText(changed.error))
    await Promise.all([reload(), member.id === me.id ? refresh() : undefined])
  }

  const remove = async (member: ApiMember): Promise<void> => {
    const removed = await api.removeMember(group, member.id)
    if (removed.ok) say(<Message id="members.removed" values={{ name: <Name>{member.name}</Name> }} />)
    else warn(failureText(removed.error))
    await reload()
  }

  return (
    <section aria-labelledby="members">
      <h2 id="members" className={css['sectionTitle']}>
        {t('members.count', { count: members.length })}
      </h2>
      <ul className={css['list']}>
        {members.map((member) => {
          const last = member.role === 'facilitator' && facilitators === 1
          return (
            <li key={member.id} className={css['member']}>
              <Avatar name={member.name} color={member.color} />
              <span className={css['memberName']}>
                <Name>{member.name}</Name>
                {member.id === me.id && <span className={css['you']}>{t('members.you')}</span>}
              </span>
              {manages ? (
                <>
                  <span
                    className={css['memberRole']}
                    title={last ? t('members.last-facilitator') : undefined}
                  >
                    <SelectField<Role>
                      label={t('members.role-of', { name: isolated(member.name) })}
                      quiet
                      value={member.role}
                      options={roles}
                      disabled={last}
                      onChange={(role) => void changeRole(member, role)}
                    />
                  </span>
                  <Button
                    kind="plain"
                    icon={<UserMinus size={18} aria-hidden />}
                    aria-label={t('members.remove-name', { name: isolated(member.name) })}
                    title={last ? t('members.last-facilitator') : t('members.remove')}
                    disabled={last}
                    onClick={() => {
                      setLeaving(member)
                    }}
                  />
                </>
              ) : (
                <span className={css['role']}>{t(`role.${member.role}`)}</span>
              )}
            </li>
          )
        })}
      </ul>
      <ConfirmDialog
        open={leaving !== null}
        onOpenChange={() => {
          setLeaving(null)
        }}
        title={
          leaving !== null && (
            <Message id="members.remove.title" values={{ name: <Name>{leaving.name}</Name> }} />
          )
        }
        lead={t('members.remove.lead')}
        confirm={t('members.remove.confirm')}
        onConfirm={() => {
          if (leaving !== null) void remove(leaving)
        }}
      />
    </section>
  )
}
