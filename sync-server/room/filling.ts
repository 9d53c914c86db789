import { permits } from '#core/access/permits.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { fail, type Result } from '#core/util/result.ts'
import type { DurableDocument } from './durable-document.ts'
import type { RoomPorts } from './room-ports.ts'
import { isUnwritten, writeSeed } from './seed.ts'

export type FillFailure = 'unavailable' | 'forbidden' | 'not-empty' | 'locked'

/** Puts a text into a document in which nobody has written yet [DOC26]. */
export class Filling<Origin> {
  readonly #durable: DurableDocument<Origin>
  readonly #ports: Pick<RoomPorts, 'directory' | 'newId'>

  constructor(durable: DurableDocument<Origin>, ports: Pick<RoomPorts, 'directory' | 'newId'>) {
    this.#durable = durable
    this.#ports = ports
  }

  /** For a member who may write in it at this moment. */
  async importInto(member: string, blocks: readonly BlockContent[]): Promise<Result<number, FillFailure>> {
    const me = this.#ports.directory.lookup(this.#durable.document, member)
    const { stage } = this.#durable.live.stagedFacts
    if (typeof me === 'string' || !permits(me.role, stage, 'write')) return fail('forbidden')
    return this.fill(blocks, member)
  }

  /** Resolves to the sequence number when it is durable. Whether `by` may do it is the caller's business. */
  async fill(blocks: readonly BlockContent[], by: string): Promise<Result<number, FillFailure>> {
    if (!this.#durable.isWritable) return fail('unavailable')
    let isEmpty = false
    const update = this.#durable.live.writeAsServer((text) => {
      isEmpty = isUnwritten(text)
      if (isEmpty) writeSeed(text, blocks, this.#ports.newId)
    })
    if (update === 'locked') return fail('locked')
    if (!isEmpty || update === null) return fail('not-empty')
    return this.#durable.record(by, { type: 'seeded', blocks: blocks.length }, update)
  }
}
