import * as Y from 'yjs'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { LockedRange } from '#core/locks/section-lock.ts'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import { decodeLogBody } from '../../../sync-server/room/log-body.ts'
import { SERVER } from '../../../sync-server/room/member.ts'
import type { LogEntry } from '../../../sync-server/room/update-log.ts'
import { cellsOf } from '../gate-edits.ts'
import { oracleOriginal, showCells, type OracleCell } from '../suggestion-oracle.ts'
import type { Race, RoleChange } from './race.ts'

/** The blocks of a range with all that stands in and between them; null when an end is missing. */
const heldBy = (cells: readonly OracleCell[], { from, to }: LockedRange): string | null => {
  const at = (bid: string): number =>
    cells.findIndex(({ char, props }) => char === '¶' && props['bid'] === bid)
  const [one, two] = [at(from), at(to)]
  if (one < 0 || two < 0) return null
  const last = Math.max(one, two)
  const next = cells.findIndex(({ char }, index) => char === '¶' && index > last)
  return showCells(cells.slice(Math.min(one, two), next < 0 ? cells.length : next))
}

const roleAt = (roles: readonly RoleChange[], member: string, at: number): Role | null =>
  roles.findLast((change) => change.member === member && change.at <= at)?.role ?? null

const isUpdateOf = (entry: LogEntry | undefined, by: string): boolean =>
  entry !== undefined && entry.by === by && entry.body[0] === 0

/**
 * What the log holds against the law, entry by entry, by Yjs alone and the table of roles and stages; null when
 * nothing does. No entry changes what is under a lock that stands before it (L7), and none changes what its author might
 * not change in the role and the stage of its moment.
 */
export const breachOf = ({ entries, roles }: Pick<Race, 'entries' | 'roles'>): string | null => {
  const doc = new Y.Doc()
  // What is here is what the log has: Yjs would tidy formats by itself.
  keepRedundantFormats(doc)
  let stage: Stage = 'drafting'
  let locks: readonly LockedRange[] = []
  let held = new Map<string, string | null>()
  let cells: readonly OracleCell[] = []
  let isRestoring = false
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index]
    if (entry === undefined) continue
    const body = decodeLogBody(entry.body)
    if (!body.ok) return `entry ${entry.seq} cannot be read`
    if (body.value.kind === 'update') {
      Y.applyUpdate(doc, body.value.update)
      // What the server mends of an update comes right behind it, in one act with it.
      while (entry.by !== SERVER && isUpdateOf(entries[index + 1], SERVER)) {
        const repair = entries[++index]
        if (repair !== undefined) Y.applyUpdate(doc, repair.body.subarray(1))
      }
      const after = cellsOf(doc)
      const role = isRestoring
        ? 'suggester'
        : entry.by === SERVER
          ? 'facilitator'
          : roleAt(roles, entry.by, entry.at)
      const problem = entry.seq <= 2 ? null : forbidden(role, stage, entry.by === SERVER, cells, after)
      if (problem !== null) return `entry ${entry.seq} of ${entry.by}, ${role} in ${stage}: ${problem}`
      for (const lock of locks)
        if (heldBy(after, lock) !== held.get(lock.id))
          return `entry ${entry.seq} of ${entry.by} changes what is under ${lock.id}`
      cells = after
      isRestoring = false
    } else if (body.value.kind === 'control') {
      const control = body.value.entry
      isRestoring = control.type === 'late-restored'
      if (control.type === 'stage') stage = control.stage
      if (control.type !== 'locks') continue
      locks = control.locks
      held = new Map(locks.map((lock) => [lock.id, held.get(lock.id) ?? heldBy(cells, lock)]))
    }
  }
  doc.destroy()
  return null
}

/** What a member of this role must not have done in this stage. Decisions change base text, wherever one may decide. */
const forbidden = (
  role: Role | null,
  stage: Stage,
  isDecision: boolean,
  before: readonly OracleCell[],
  after: readonly OracleCell[],
): string | null => {
  if (role === null) return 'wrote after their removal'
  if (isDecision) return permits(role, stage, 'decide') ? null : 'decided'
  if (permits(role, stage, 'write')) return null
  const [one, two] = [before, after].map(showCells)
  if (!permits(role, stage, 'withdraw')) return one === two ? null : 'changed the text'
  const [base = '', baseNow] = [before, after].map((cells) => showCells(oracleOriginal(cells)))
  if (base !== baseNow && oracleOriginal(before).length > 1) return 'changed the base'
  const isLonger = after.length > before.length
  return isLonger && !permits(role, stage, 'suggest') ? 'added to the text' : null
}
