import { permits } from '#core/access/permits.ts'
import type { ApiFinalBlockers } from '#core/protocol/api-final.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { suggestionsOn } from '#core/suggestions/suggestion.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { DurableDocument } from './durable-document.ts'
import type { FinalEntry, FinalPrints } from './final-entries.ts'
import type { ControlEntry } from './facts.ts'
import type { RoomPorts } from './room-ports.ts'

export interface FinalWish {
  readonly reason: string | null
  /** Open threads that the facilitator has read and leaves open. */
  readonly acknowledged: readonly string[]
  readonly auditHead: string | null
}

/** What the certificate says beside who wished it: asked for in the tick in which the text becomes final. */
export interface FinalText extends FinalPrints {
  readonly title: string
}

export type FinalFailure = 'unavailable' | 'forbidden' | ApiFinalBlockers

export const isBlocked = ({ suggestions, locks, threads }: ApiFinalBlockers): boolean =>
  suggestions.length > 0 || locks.length > 0 || threads.length > 0

/**
 * A text becomes final in one tick: what is admitted before it counts, what comes after it is refused, and the two
 * entries that say so become durable together [DOC563].
 */
export class Finals<Origin> {
  readonly #durable: DurableDocument<Origin>
  readonly #ports: Pick<RoomPorts, 'clock' | 'directory' | 'newId'>

  constructor(durable: DurableDocument<Origin>, ports: Pick<RoomPorts, 'clock' | 'directory' | 'newId'>) {
    this.#durable = durable
    this.#ports = ports
  }

  /** What stands in the way now, with everything that is on its way to the log. */
  blockers(acknowledged: readonly string[]): ApiFinalBlockers {
    return this.#blockers(this.#content(), acknowledged)
  }

  /**
   * Resolves to a durable number of the log at which the text is final; that of one that is final already makes no
   * other certificate. `print` is told the text.
   */
  async finalise(
    member: string,
    { reason, acknowledged, auditHead }: FinalWish,
    print: (blocks: readonly BlockContent[]) => FinalText,
  ): Promise<Result<number, FinalFailure>> {
    if (!this.#durable.isWritable) return fail('unavailable')
    const { live } = this.#durable
    const me = this.#ports.directory.lookup(this.#durable.document, member)
    if (typeof me === 'string' || !permits(me.role, live.stagedFacts.stage, 'manage'))
      return fail('forbidden')
    if (live.stagedFacts.stage === 'final') return this.#answered(this.#durable.settled())
    const blocks = this.#content()
    const blockers = this.#blockers(blocks, acknowledged)
    if (isBlocked(blockers)) return fail(blockers)
    const finalised: FinalEntry = { type: 'finalised', id: this.#newId(), auditHead, ...print(blocks) }
    return this.#answered(this.#store(member, [{ type: 'stage', stage: 'final', reason }, finalised]))
  }

  async #answered(stored: Promise<number | null>): Promise<Result<number, 'unavailable'>> {
    const seq = await stored
    return seq === null ? fail('unavailable') : ok(seq)
  }

  /** Two ids in one: whoever holds a certificate sees its page, whoever guesses sees nothing. */
  #newId(): string {
    return this.#ports.newId() + this.#ports.newId()
  }

  /** The text as everything admitted leaves it. */
  #content(): readonly BlockContent[] {
    let blocks: readonly BlockContent[] = []
    this.#durable.live.editAsServer((sequence) => {
      blocks = [...sequence.blocks()]
    })
    return blocks
  }

  #blockers(blocks: readonly BlockContent[], acknowledged: readonly string[]): ApiFinalBlockers {
    const { stagedFacts, stagedThreads } = this.#durable.live
    const suggestions = new Set<string>()
    for (const { formats, runs } of blocks)
      for (const one of [formats, ...runs.map((run) => run.formats)])
        for (const { id } of suggestionsOn(one)) suggestions.add(id)
    const isRead = new Set(acknowledged)
    return {
      suggestions: [...suggestions],
      locks: stagedFacts.locks.filter(({ kind }) => kind === 'disputed'),
      threads: stagedThreads
        .since(0)
        .filter(({ id, resolved }) => resolved === null && !isRead.has(id))
        .map(({ id }) => id),
    }
  }

  /** Puts the entries in line for the log, as one; resolves to null when they did not become durable. */
  #store(by: string, entries: readonly ControlEntry[]): Promise<number | null> {
    const at = this.#ports.clock.now()
    return new Promise((resolve) => {
      this.#durable.stage({
        origin: null,
        entries: entries.map((entry) => this.#durable.live.controlEntry(at, by, entry)),
        updates: [],
        repairs: null,
        controls: entries.map((entry) => ({ entry, by, at })),
        settle: resolve,
      })
    })
  }
}
