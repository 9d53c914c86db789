import { missedControls } from './decision-controls.ts'
import type { LiveDocument } from './live-document.ts'
import type { RoomPorts } from './room-ports.ts'
import type { Session } from './session.ts'

/**
 * Greets who came in: `hello`, whether the page is too old to write, and what was decided since they were here
 * [PRO14] [PRO13] [PRO400].
 */
export const greet = (
  session: Session,
  live: LiveDocument<Session>,
  { clock, schema, epoch }: Pick<RoomPorts, 'clock' | 'schema' | 'epoch'>,
  isWritable: boolean,
): void => {
  const { facts, seq } = live
  session.control({
    type: 'hello',
    epoch: epoch.current(),
    schema,
    seq,
    now: clock.now(),
    role: session.member.role,
    stage: facts.stage,
    stageSet: facts.stageSet,
    locks: facts.locks,
    restores: facts.restores,
    member: session.member.id,
    writable: isWritable,
    numbered: session.isNumbered,
  })
  if (session.isStale) session.control({ type: 'reload', schema })
  if (session.seq === null) return
  for (const control of missedControls(live.decisions, session.seq, session.member.id))
    session.control(control)
}
