import type { ApiDocument, ApiJoined } from '#core/protocol/api.ts'
import { CopyField } from '../controls/copy-field.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Message } from '../message.tsx'
import { Name } from '../name.tsx'
import { pathOf } from '../routing/route.ts'
import { InvitationForm } from './invitation-form.tsx'
import css from './share.module.css'

export interface ShareDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly document: Pick<ApiDocument, 'id' | 'title'>
  readonly membership: ApiJoined
}

/** Invites to the group of a text, for facilitators; for the others the reading link and whom to ask. */
export function ShareDialog({ open, onOpenChange, document, membership }: ShareDialogProps) {
  const { t } = useMessages()
  const invites = membership.member.role === 'facilitator'
  const readUrl = new URL(pathOf({ name: 'read', document: document.id }), window.location.origin).href
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={onOpenChange}
      title={<Message id="share.title" values={{ title: <Name>{document.title}</Name> }} />}
      lead={invites ? t('share.lead') : t('share.forbidden')}
    >
      {invites && <InvitationForm group={membership.group.id} document={document.id} />}
      <div className={css['reading']}>
        <CopyField label={t('share.read-link')} value={readUrl} second />
      </div>
    </Dialog>
  )
}
