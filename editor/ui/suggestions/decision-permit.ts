import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { ApiDecision } from '#core/protocol/api.ts'

/** May the reader take this act back, as far as their role and the stage say? */
export type Permit = (act: ApiDecision) => boolean

/** Who decides takes decisions back; who withdrew takes that back. The server has the last word. */
export const permitOf =
  (me: string, role: Role, stage: Stage): Permit =>
  ({ by, suggestions }) => {
    const isWithdrawal = by === me && suggestions.every(({ verdict }) => verdict === 'withdraw')
    return permits(role, stage, isWithdrawal ? 'suggest' : 'decide')
  }
