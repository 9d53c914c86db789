import type { Audience } from './audience.ts'
import { controlsOf } from './decision-controls.ts'
import type { ControlEntry } from './facts.ts'
import type { Durable } from './durable-document.ts'
import type { MemberMove } from './examined.ts'
import { sendBatch } from './fan-out.ts'
import type { Change, LiveDocument } from './live-document.ts'
import type { Session } from './session.ts'

/** A batch is durable: now, and not before, everybody hears of it [DOC20]. */
export const tellBatch = (
  audience: Audience,
  event: Durable<Session>,
  { facts }: LiveDocument<Session>,
): void => {
  const { batch, update, vectorBefore, seq } = event
  const isRestored = batch.some(({ controls }) => controls.some(({ entry }) => entry.type === 'restored'))
  const restored = { type: 'restored', restores: facts.restores } as const
  // In front of the text and behind it: no undo in between either.
  if (isRestored) audience.control(restored)
  if (update !== null) sendBatch(audience.sessions, { batch, update, seq, vectorBefore })
  if (vectorBefore !== null) audience.catchUpLater()
  if (isRestored) audience.control(restored)
  tellNews(audience, event)
}

/** The log takes entries again: everybody hears what it held beyond what they had seen, `missed`. */
export const tellReopened = (
  { sessions }: Audience,
  missed: Uint8Array,
  { facts, seq }: LiveDocument<Session>,
): void => {
  const { stage, stageSet, locks, restores } = facts
  for (const session of sessions) {
    session.control({ type: 'restored', restores })
    if (session.isSynced) session.sendUpdate(missed, seq)
    session.control({ type: 'stage', stage, set: stageSet })
    session.control({ type: 'locks', locks })
    session.control({ type: 'storage', writable: true })
  }
}

/** Tells everybody whom it concerns what a durable batch means beside the text. */
const tellNews = (audience: Audience, { batch, threads }: Durable<Session>): void => {
  for (const { controls, decisions, renamed, doubleMoves, origin } of batch) {
    for (const { record } of decisions ?? [])
      for (const control of controlsOf(record)) audience.control(control)
    for (const one of renamed ?? []) tellRenamed(audience, one, origin)
    for (const one of doubleMoves ?? []) tellDoubleMove(audience, one, origin)
    for (const { entry, by, at } of controls) {
      if (entry.type === 'stage')
        audience.control({ type: 'stage', stage: entry.stage, set: { by, at, reason: entry.reason } })
      if (entry.type === 'late-dismissed') tellDismissed(audience, entry, by, at)
      if (entry.type === 'locks') audience.control({ type: 'locks', locks: entry.locks })
    }
  }
  for (const { thread, seq } of threads) audience.control({ type: 'thread', thread, seq })
}

/** Whose refused work somebody else let go is told why [DOC345]. */
const tellDismissed = (
  { sessions }: Audience,
  { late, author, reason }: Extract<ControlEntry, { type: 'late-dismissed' }>,
  by: string,
  at: number,
): void => {
  if (by === author) return
  for (const session of sessions)
    if (session.member.id === author) session.control({ type: 'late-dismissed', late, by, at, reason })
}

/** Who sent late work under a decided id, and whose work it is, learn its new name. */
const tellRenamed = (
  { sessions }: Audience,
  { from, to, author }: NonNullable<Change<Session>['renamed']>[number],
  origin: Session | null,
): void => {
  for (const session of sessions)
    if (session === origin || session.member.id === author) session.control({ type: 'renamed', from, to })
}

/** Two members moved one block at once: each is told of the other [GAT330]. */
const tellDoubleMove = (
  { sessions }: Audience,
  { bid, member }: MemberMove,
  origin: Session | null,
): void => {
  if (origin === null) return
  for (const session of sessions) {
    const { id } = session.member
    if (id === member) session.control({ type: 'moved-twice', bid, by: origin.member.id })
    else if (id === origin.member.id) session.control({ type: 'moved-twice', bid, by: member })
  }
}
