import * as Y from 'yjs'
import { permits } from '#core/access/permits.ts'
import { FRAME_LIMITS } from '#core/protocol/message.ts'
import { keepRedundantFormats } from '#core/shared-doc/changes.ts'
import { MAX_CONFLICT_STEPS, withConflictBudget } from '#core/shared-doc/gate-conflicts.ts'
import { idPrefix, reapply, type Reapplied, type Unplaced } from '#core/shared-doc/reapply.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import { admittedChange } from './admitted.ts'
import type { DurableDocument } from './durable-document.ts'
import type { DismissedWork } from './facts.ts'
import type { LateEntry } from './late-tray.ts'
import type { RoomMember } from './member.ts'
import type { RoomPorts } from './room-ports.ts'

/** An entry of the late tray, and whether its work is in the text again, or was. */
export interface LateItem extends LateEntry {
  readonly isReturned: boolean
}

export interface Restored {
  /** A durable sequence number at which the document has it. */
  readonly seq: number
  readonly suggestions: readonly string[]
  /** What found no place; the entry stays, with these words. */
  readonly unplaced: readonly Unplaced[]
}

export type LateFailure =
  | 'unavailable'
  | 'forbidden'
  /** The text takes no suggestions at this stage. */
  | 'stage'
  /** It would change something in a locked section. */
  | 'locked'
  | 'not-found'
  /** It has come back before. */
  | 'returned'
  /** It is not allowed as a suggestion, either. */
  | 'refused'

interface Suggested {
  readonly update: Uint8Array
  readonly reapplied: Reapplied
}

const ORIGIN = 'late work'

/** Brings refused work back into one document, as suggestions of its author, or lets it go [DOC340]. */
export class LateReturns<Origin> {
  readonly #durable: DurableDocument<Origin>
  readonly #ports: RoomPorts

  constructor(durable: DurableDocument<Origin>, ports: RoomPorts) {
    this.#durable = durable
    this.#ports = ports
  }

  /** What was let go, and why. */
  get dismissed(): readonly DismissedWork[] {
    return this.#durable.live.facts.dismissed
  }

  async list(): Promise<readonly LateItem[]> {
    const entries = await this.#ports.lateTray.list(this.#durable.document)
    return entries.map((entry) => ({ ...entry, isReturned: this.#isReturned(entry) }))
  }

  /** What comes back is judged as if its author suggested it now. */
  async restore(member: string, id: string): Promise<Result<Restored, LateFailure>> {
    const { document, live } = this.#durable
    const entry = (await this.#ports.lateTray.list(document)).find((one) => one.id === id)
    // From here to the staging in one tick: of two who ask, the second is told that it is back.
    const me = this.#memberNow(member)
    const { stage } = live.stagedFacts
    if (me === null || !permits(me.role, stage, 'manage')) return fail('forbidden')
    if (!permits(me.role, stage, 'suggest')) return fail('stage')
    if (entry === undefined) return fail('not-found')
    if (!this.#durable.isWritable) return fail('unavailable')
    if (this.#isReturned(entry)) return fail('returned')
    const suggested = this.#suggest(entry)
    if (suggested === null) return fail('refused')
    const { suggestions, unplaced } = suggested.reapplied
    if (suggestions.length === 0) return ok({ seq: live.seq, suggestions, unplaced })
    const stored = this.#store(me, entry, suggested.update, suggestions)
    if (typeof stored === 'string') return fail(stored)
    const seq = await stored
    if (seq === null) return fail('unavailable')
    await this.#keepRest(entry, unplaced)
    return ok({ seq, suggestions, unplaced })
  }

  /** Lets an entry go: a facilitator anybody's, its author their own. The log keeps who, when and why. */
  async dismiss(member: string, id: string, reason: string): Promise<Result<number, LateFailure>> {
    const { document } = this.#durable
    const entry = (await this.#ports.lateTray.list(document)).find((one) => one.id === id)
    const me = this.#memberNow(member)
    if (me === null) return fail('forbidden')
    const mayManage = permits(me.role, this.#durable.live.stagedFacts.stage, 'manage')
    if (entry === undefined || !(mayManage || entry.by === me.id)) return fail('not-found')
    const control = { type: 'late-dismissed' as const, late: id, author: entry.by, reason }
    const recorded = await this.#durable.record(me.id, control, null)
    if (!recorded.ok) return fail('unavailable')
    await this.#ports.lateTray.remove(document, id)
    return recorded
  }

  #memberNow(member: string): RoomMember | null {
    const found = this.#ports.directory.lookup(this.#durable.document, member)
    return typeof found === 'string' ? null : found
  }

  #isReturned({ by, id }: LateEntry): boolean {
    return this.#durable.live.hasKnown(idPrefix({ member: by, session: id }))
  }

  /** Carries the work out on a copy, under a client id of its own; null when its bytes are not to be had. */
  #suggest({ id, by, update }: LateEntry): Suggested | null {
    const { live } = this.#durable
    const state = Y.encodeStateAsUpdate(live.doc)
    const copy = new Y.Doc()
    keepRedundantFormats(copy)
    Y.applyUpdate(copy, state)
    do copy.clientID = this.#ports.newClientId()
    while (live.ownerOf(copy.clientID) !== undefined)
    const before = Y.encodeStateVector(copy)
    const { clock, newId, report } = this.#ports
    const { locks } = live.stagedFacts
    const name = { member: by, session: id, at: clock.now(), locks, newBid: newId }
    try {
      const fork = { state: Y.mergeUpdates([state, update]), base: null }
      const reapplied = withConflictBudget(MAX_CONFLICT_STEPS, () => reapply(copy, fork, name, ORIGIN))
      return { update: Y.encodeStateAsUpdate(copy, before), reapplied }
    } catch (error) {
      report({ type: 'broken', document: this.#durable.document, error })
      return null
    } finally {
      copy.destroy()
    }
  }

  /** Why not, when it is not admitted. */
  #store(
    me: RoomMember,
    { id, by }: LateEntry,
    update: Uint8Array,
    suggestions: readonly string[],
  ): Promise<number | null> | 'locked' | 'refused' {
    const { live } = this.#durable
    const author = { member: by, role: 'suggester' as const }
    const examined = live.examine(update, FRAME_LIMITS.step2, author, () => undefined)
    if (examined.kind === 'refused' && examined.reason === 'locked') return 'locked'
    if (examined.kind !== 'admitted') return 'refused'
    const control = {
      type: 'late-restored' as const,
      late: id,
      author: by,
      suggestions: suggestions.length,
    }
    const at = this.#ports.clock.now()
    const prior = [live.controlEntry(at, me.id, control)]
    return new Promise((resolve) => {
      this.#durable.stage({
        ...admittedChange(live, this.#ports, by, examined, prior),
        origin: null,
        controls: [{ entry: control, by: me.id, at }],
        settle: resolve,
      })
    })
  }

  async #keepRest(entry: LateEntry, unplaced: readonly Unplaced[]): Promise<void> {
    const { lateTray } = this.#ports
    const text = unplaced.map(({ words, gone }) => words || gone).join('\n')
    if (unplaced.length === 0) await lateTray.remove(entry.document, entry.id)
    else await lateTray.replace({ ...entry, text })
  }
}
