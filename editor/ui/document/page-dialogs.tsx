import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { ApiJoined } from '#core/protocol/api.ts'
import { LateDialog } from '../late/late-dialog.tsx'
import { permitOf } from '../suggestions/decision-permit.ts'
import { DecisionsDialog } from '../suggestions/decisions-dialog.tsx'

export type PageDialog = 'decisions' | 'late'

export interface PageDialogsProps {
  readonly document: string
  readonly membership: ApiJoined
  readonly role: Role
  readonly stage: Stage
  readonly showing: PageDialog | null
  readonly show: (dialog: PageDialog | null) => void
}

/** What the document's menu opens beside the text. */
export function PageDialogs({ document, membership, role, stage, showing, show }: PageDialogsProps) {
  const { group, member } = membership
  return (
    <>
      <DecisionsDialog
        document={document}
        group={group.id}
        permit={permitOf(member.id, role, stage)}
        open={showing === 'decisions'}
        onOpenChange={(open) => {
          show(open ? 'decisions' : null)
        }}
      />
      <LateDialog
        document={document}
        group={group.id}
        me={member.id}
        role={role}
        stage={stage}
        open={showing === 'late' && permits(role, stage, 'follow')}
        onOpenChange={(open) => {
          show(open ? 'late' : null)
        }}
      />
    </>
  )
}
