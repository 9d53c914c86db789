import { Link2 } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { ApiInvitation } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { ConfirmDialog, Dialog } from '../controls/dialog.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useLoaded } from '../loaded.ts'
import { useServices } from '../services.tsx'
import { InvitationForm } from '../share/invitation-form.tsx'
import { FailurePage } from '../states/failure-page.tsx'
import { useFailureText } from '../states/failure-text.ts'
import css from './members.module.css'

/** May somebody still join with it at `now`? */
const isOpen = (invitation: ApiInvitation, now: number): boolean =>
  !invitation.revoked &&
  invitation.usesLeft > 0 &&
  (invitation.expiresAt === null || invitation.expiresAt > now)

/** The open invitations of a group: their links are not here, since a link is shown once, when it is made. */
export function InvitationList({ group }: { readonly group: string }) {
  const { t, date } = useMessages()
  const { api, now } = useServices()
  const { say, warn } = useNotices()
  const failureText = useFailureText()
  const load = useCallback(() => api.invitations(group), [api, group])
  const [invitations, reload] = useLoaded(load)
  const [creating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<ApiInvitation | null>(null)

  const revoke = async (invitation: ApiInvitation): Promise<void> => {
    const revoked = await api.revokeInvitation(group, invitation.id)
    if (revoked.ok) say(t('invitations.revoked'))
    else warn(failureText(revoked.error))
    await reload()
  }

  const open = invitations.kind === 'loaded' ? invitations.value.filter((one) => isOpen(one, now())) : []

  return (
    <section aria-labelledby="invitations" className={css['invitations']}>
      <div className={css['sectionHead']}>
        <h2 id="invitations" className={css['sectionTitle']}>
          {t('invitations.title')}
        </h2>
        <Button
          kind="primary"
          icon={<Link2 size={18} aria-hidden />}
          onClick={() => {
            setCreating(true)
          }}
        >
          {t('invitations.new')}
        </Button>
      </div>
      {invitations.kind === 'failed' && (
        <FailurePage failure={invitations.failure} onRetry={() => void reload()} />
      )}
      {invitations.kind === 'loaded' && open.length === 0 && (
        <p className={css['note']}>{t('invitations.empty')}</p>
      )}
      {open.length > 0 && (
        <ul className={css['list']}>
          {open.map((invitation) => (
            <li key={invitation.id} className={css['invitation']}>
              <span className={css['invitationRole']}>{t(`role.${invitation.role}`)}</span>
              <span className={css['invitationFacts']}>
                <span>{t('invitations.uses-left', { count: invitation.usesLeft })}</span>
                <span>
                  {invitation.expiresAt === null
                    ? t('invitations.no-end')
                    : t('invitations.until', { date: date(invitation.expiresAt) })}
                </span>
              </span>
              <Button
                kind="plain"
                aria-label={t('invitations.revoke-which', { role: t(`role.${invitation.role}`) })}
                onClick={() => {
                  setRevoking(invitation)
                }}
              >
                {t('invitations.revoke')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Dialog
        wide
        open={creating}
        onOpenChange={(next) => {
          setCreating(next)
          if (!next) void reload()
        }}
        title={t('invitations.new')}
      >
        <InvitationForm group={group} />
      </Dialog>
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={() => {
          setRevoking(null)
        }}
        title={t('invitations.revoke.title')}
        lead={t('invitations.revoke.lead')}
        confirm={t('invitations.revoke')}
        onConfirm={() => {
          if (revoking !== null) void revoke(revoking)
        }}
      />
    </section>
  )
}
