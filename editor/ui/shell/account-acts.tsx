import { LogOut, Smartphone } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { MenuItem } from '../controls/menu.tsx'
import { useMessages } from '../locale-provider.tsx'
import { DeviceLinkDialog, LogOutDialog } from '../session/later-dialogs.ts'
import { useSession } from '../session/session-provider.tsx'

export interface AccountActs {
  readonly name: string
  /** Two lines of a menu: another device of the same member, and leaving this one. */
  readonly items: ReactNode
  /** What they open; stands beside the menu, which goes when a line is chosen. */
  readonly dialogs: ReactNode
}

/** What a member does with their own account, in whichever menu it is asked for; null for strangers. */
export const useAccountActs = (): AccountActs | null => {
  const { t } = useMessages()
  const { state } = useSession()
  const [leaving, setLeaving] = useState(false)
  const [adding, setAdding] = useState(false)
  const membership = state.kind === 'signed-in' ? state.session.memberships[0] : undefined
  if (membership === undefined) return null
  return {
    name: membership.member.name,
    items: (
      <>
        <MenuItem
          icon={<Smartphone size={16} aria-hidden />}
          onSelect={() => {
            setAdding(true)
          }}
        >
          {t('session.device-link')}
        </MenuItem>
        <MenuItem
          icon={<LogOut className="mirrored" size={16} aria-hidden />}
          danger
          onSelect={() => {
            setLeaving(true)
          }}
        >
          {t('session.log-out')}
        </MenuItem>
      </>
    ),
    dialogs: (
      <>
        <LogOutDialog open={leaving} onOpenChange={setLeaving} />
        <DeviceLinkDialog open={adding} onOpenChange={setAdding} group={membership.group.id} />
      </>
    ),
  }
}
