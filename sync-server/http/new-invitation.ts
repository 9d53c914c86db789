import type { Role } from '#core/access/roles.ts'
import type { ApiNewInvitation } from '#core/protocol/api.ts'
import type { Clock } from '../room/clock.ts'
import type { Invitation } from '../store/meta-store.ts'
import { hashSecret, newId, newSecret } from './secrets.ts'
import type { RandomBytes } from './secrets.ts'

export interface InvitationWish {
  readonly group: string
  readonly role: Role
  /** For a device link: whose device it adds. */
  readonly member: string | null
  readonly uses: number
  readonly expiresAt: number | null
  readonly by: string
  /** An operator's own token instead of a random one. */
  readonly token?: string
}

/** The token stands in the fragment, which browsers never send and servers and proxies never log [ACC106]. */
const joinUrl = (publicUrl: string, token: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/join#${encodeURIComponent(token)}`

/** An invitation to store (by the hash of its token) and the answer that shows the token once. */
export const newInvitation = (
  tools: {
    readonly random: RandomBytes
    readonly clock: Clock
    readonly settings: { readonly publicUrl: string }
  },
  wish: InvitationWish,
): { readonly invitation: Invitation; readonly answer: ApiNewInvitation } => {
  const token = wish.token ?? newSecret(tools.random)
  const { group, role, member, uses, expiresAt, by } = wish
  const invitation: Invitation = {
    id: newId(tools.random),
    group,
    role,
    tokenHash: hashSecret(token),
    member,
    usesLeft: uses,
    expiresAt,
    createdAt: tools.clock.now(),
    createdBy: by,
    revokedAt: null,
  }
  const url = joinUrl(tools.settings.publicUrl, token)
  return { invitation, answer: { id: invitation.id, url, token, role, expiresAt } }
}
