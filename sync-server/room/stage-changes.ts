import { permits } from '#core/access/permits.ts'
import type { Stage } from '#core/access/stages.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { DurableDocument } from './durable-document.ts'
import type { RoomPorts } from './room-ports.ts'

export type StageFailure =
  | 'unavailable'
  | 'forbidden'
  /** Nobody leaves `final` without saying why. */
  | 'no-reason'

/** What the document is open for: changed by facilitators, each change judged in the tick in which it comes [ACC22]. */
export class StageChanges<Origin> {
  readonly #durable: DurableDocument<Origin>
  readonly #ports: Pick<RoomPorts, 'directory'>

  constructor(durable: DurableDocument<Origin>, ports: Pick<RoomPorts, 'directory'>) {
    this.#durable = durable
    this.#ports = ports
  }

  /**
   * Resolves to a durable sequence number at which it is so. Everything that comes after this call is judged by it
   * [ACC21]; the stage that holds already is not set again. A reason is trimmed text, never empty.
   */
  async set(member: string, stage: Stage, reason: string | null): Promise<Result<number, StageFailure>> {
    if (!this.#durable.isWritable) return fail('unavailable')
    const { stage: before } = this.#durable.live.stagedFacts
    const me = this.#ports.directory.lookup(this.#durable.document, member)
    if (typeof me === 'string' || !permits(me.role, before, 'manage')) return fail('forbidden')
    if (stage === before) {
      const seq = await this.#durable.settled()
      return seq === null ? fail('unavailable') : ok(seq)
    }
    if (before === 'final' && reason === null) return fail('no-reason')
    const recorded = await this.#durable.record(member, { type: 'stage', stage, reason }, null)
    return recorded.ok ? recorded : fail('unavailable')
  }
}
