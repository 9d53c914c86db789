import { addGroup, addInvitation, firstGroup } from './http/people.ts'
import { newInvitation } from './http/new-invitation.ts'
import type { RandomBytes } from './http/secrets.ts'
import { newId } from './http/secrets.ts'
import type { Clock } from './room/clock.ts'
import type { AuditedMeta } from './audit/audited-meta.ts'
import { SERVER } from './room/member.ts'

const FIRST_GROUP_NAME = 'مجموعة العمل'
const DAY = 24 * 60 * 60 * 1000

export interface LinkTools {
  readonly meta: AuditedMeta
  readonly random: RandomBytes
  readonly clock: Clock
  readonly settings: { readonly publicUrl: string }
}

/**
 * A new link that lets one person in as a facilitator of the first group, which is made if there is none yet. It is
 * good for a week and is stored as a hash only: it can be shown now and never again.
 */
export const facilitatorLink = async (tools: LinkTools, token: string | null): Promise<string> => {
  const { meta, random, clock } = tools
  const group = firstGroup(meta.read()) ?? {
    id: newId(random),
    name: FIRST_GROUP_NAME,
    createdAt: clock.now(),
    viewersSeeAuthors: false,
  }
  const { invitation, answer } = newInvitation(tools, {
    group: group.id,
    role: 'facilitator',
    member: null,
    uses: 1,
    expiresAt: clock.now() + 7 * DAY,
    by: SERVER,
    ...(token === null ? {} : { token }),
  })
  await meta.transact((known) => addInvitation(addGroup(known, group).meta, invitation), SERVER)
  return answer.url
}

/** The link of a server without any group; null when it has one. */
export const firstLink = async (tools: LinkTools, setupToken: string | null): Promise<string | null> =>
  firstGroup(tools.meta.read()) === null ? facilitatorLink(tools, setupToken) : null
