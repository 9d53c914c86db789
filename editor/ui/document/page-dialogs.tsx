import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { ApiJoined } from '#core/protocol/api.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { permitOf } from '../suggestions/decision-permit.ts'
import type { Shown } from '../read/shown-as.ts'
import {
  DecisionsDialog,
  ExportDialog,
  FinalDialog,
  LateDialog,
  LeaveFinalDialog,
  SettingsDialog,
} from './later-parts.ts'

export type PageDialog = 'decisions' | 'late' | 'final' | 'leave-final' | 'exports' | 'settings'

export interface PageDialogsProps {
  readonly document: string
  readonly editor: DocumentEditor | null
  readonly threads: ThreadStore
  readonly membership: ApiJoined
  readonly role: Role
  readonly stage: Stage
  /** The stage that a final text is to be opened for. */
  readonly leaveTo: Stage
  readonly save: (query: string) => void
  /** How the text is written, and saying it. */
  readonly shown: Shown
  readonly set: (to: Partial<Shown>) => Promise<void>
  readonly showing: PageDialog | null
  readonly show: (dialog: PageDialog | null) => void
}

/** What the menu of a document and its stage open over the text. */
export function PageDialogs(props: PageDialogsProps) {
  const { document, editor, threads, membership, role, stage, leaveTo, save, showing, show, shown, set } =
    props
  const { group, member } = membership
  const opened = (dialog: PageDialog) => ({
    open: showing === dialog,
    onOpenChange: (open: boolean): void => {
      show(open ? dialog : null)
    },
  })
  return (
    <>
      <DecisionsDialog
        document={document}
        group={group.id}
        permit={permitOf(member.id, role, stage)}
        {...opened('decisions')}
      />
      {permits(role, stage, 'follow') && (
        <LateDialog
          document={document}
          group={group.id}
          me={member.id}
          role={role}
          stage={stage}
          {...opened('late')}
        />
      )}
      <ExportDialog
        document={document}
        group={group}
        seesMarks={permits(role, stage, 'follow')}
        mayManage={permits(role, stage, 'manage')}
        save={save}
        {...opened('exports')}
      />
      <FinalDialog
        document={document}
        group={membership.group.id}
        editor={editor}
        threads={threads}
        {...opened('final')}
      />
      {permits(role, stage, 'describe') && <SettingsDialog shown={shown} set={set} {...opened('settings')} />}
      <LeaveFinalDialog document={document} to={leaveTo} {...opened('leave-final')} />
    </>
  )
}
