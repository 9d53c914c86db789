import type { ReactNode } from 'react'
import type { ApiMember } from '#core/protocol/api.ts'
import type { MomentCaches } from './moment-caches.ts'
import type { ShownHistory } from './use-shown-moments.ts'

/** What every view of a moment is given. */
export interface ViewProps {
  readonly shown: ShownHistory
  readonly caches: MomentCaches
  readonly members: ReadonlyMap<string, ApiMember>
  /** The block that the address points to. */
  readonly block: string | null
  /** Draws the foot of the page with what the view has to say there. */
  readonly foot: (line: ReactNode) => ReactNode
}
