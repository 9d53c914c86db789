import { permits } from '#core/access/permits.ts'
import type { ApiTextAnchor } from '#core/protocol/api-threads.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { SERVER_ORIGIN } from '#core/shared-doc/gate-staging.ts'
import { ReAnchorer } from '#core/shared-doc/re-anchor.ts'
import { restorationOf } from '#core/shared-doc/restore-text.ts'
import type { Sequence } from '#core/shared-doc/sequence.ts'
import { standingSuggestions } from '#core/shared-doc/standing-suggestions.ts'
import { insertedWork } from '#core/shared-doc/suggested-items.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { DecidedSuggestion } from '../decision-entries.ts'
import type { DurableDocument } from '../durable-document.ts'
import type { Change } from '../live-document.ts'
import { SERVER } from '../member.ts'
import type { RoomPorts } from '../room-ports.ts'
import type { ThreadEntry } from '../thread-entries.ts'

export interface RestoreCommand {
  /** The client's; whoever calls sees to it that one is carried out once. */
  readonly id: string
  /** The text reads as it did with this entry as its last, */
  readonly of: number
  /** that is, like this: no suggestions in it. */
  readonly blocks: readonly BlockContent[]
}

export type RestoreFailure = 'unavailable' | 'forbidden' | 'locked'

/**
 * Lets the text read as it once did, by a forward edit of the server for a facilitator: in the tick in which it is
 * asked for, answered when it is durable [DOC540].
 */
export class Restores<Origin> {
  readonly #durable: DurableDocument<Origin>
  readonly #ports: RoomPorts

  constructor(durable: DurableDocument<Origin>, ports: RoomPorts) {
    this.#durable = durable
    this.#ports = ports
  }

  /** Resolves to the number of the restored text. */
  async restore(member: string, command: RestoreCommand): Promise<Result<number, RestoreFailure>> {
    if (!this.#durable.isWritable) return fail('unavailable')
    const { live } = this.#durable
    const { stage, locks } = live.stagedFacts
    const me = this.#ports.directory.lookup(this.#durable.document, member)
    if (typeof me === 'string' || stage === 'final' || !permits(me.role, stage, 'manage'))
      return fail('forbidden')
    const anchored = this.#anchoredThreads()
    const done: { is: Written | 'locked' } = { is: { ended: [], anchors: [] } }
    const update = live.editAsServer((sequence) => {
      const restoration = restorationOf(sequence, command.blocks, locks, this.#ports.newId)
      if (restoration.isLocked) {
        done.is = 'locked'
        return
      }
      const before = standingSuggestions(sequence, restoration.onGone)
      const work = insertedWork(sequence, restoration.slots, restoration.onGone)
      restoration.run(SERVER_ORIGIN)
      const after = standingSuggestions(sequence, restoration.onGone)
      const ended = [...before].flatMap(([id, { by }]): DecidedSuggestion[] => {
        if (after.has(id)) return []
        const inserted = work.get(id)
        const one = { id, author: by, verdict: 'reject', reason: 'deleted' } as const
        return [inserted === undefined ? one : { ...one, work: inserted }]
      })
      done.is = { ended, anchors: newAnchors(sequence, anchored) }
    })
    const written = done.is
    if (written === 'locked' || update === 'locked') return fail('locked')
    const seq = await this.#store(member, command, update, written)
    return seq === null ? fail('unavailable') : ok(seq)
  }

  #anchoredThreads(): readonly Anchored[] {
    return this.#durable.live.stagedThreads
      .since(0)
      .flatMap(({ id, anchor }) => (anchor === null || 'suggestion' in anchor ? [] : [{ id, anchor }]))
  }

  #store(
    by: string,
    { id, of }: RestoreCommand,
    update: Uint8Array | null,
    { ended, anchors }: Written,
  ): Promise<number | null> {
    const { live } = this.#durable
    const at = this.#ports.clock.now()
    const control = { type: 'restored' as const, id, of }
    const entries = [live.controlEntry(at, by, control)]
    if (update !== null) entries.push(live.entry(at, SERVER, update))
    const decisions: { index: number; record: ReturnType<typeof live.decisions.note> }[] = []
    if (ended.length > 0) {
      const entry = { type: 'decided' as const, id: this.#ports.newId(), suggestions: ended, parts: null }
      decisions.push({ index: entries.length, record: live.decisions.note(entry, by, at, null) })
      entries.push(live.controlEntry(at, by, entry))
    }
    const threads: NonNullable<Change<Origin>['threads']>[number][] = []
    for (const entry of anchors) {
      threads.push({ index: entries.length, note: { entry, by, at } })
      entries.push(live.controlEntry(at, by, entry))
    }
    return new Promise((resolve) => {
      this.#durable.stage({
        origin: null,
        entries,
        updates: update === null ? [] : [update],
        repairs: null,
        controls: [{ entry: control, by, at }],
        decisions,
        threads,
        settle: resolve,
      })
    })
  }
}

interface Anchored {
  readonly id: string
  readonly anchor: ApiTextAnchor
}

interface Written {
  readonly ended: readonly DecidedSuggestion[]
  readonly anchors: readonly ThreadEntry[]
}

/** Of the threads whose words stand in the text and are not found by their positions. */
const newAnchors = (sequence: Sequence, anchored: readonly Anchored[]): readonly ThreadEntry[] => {
  const reAnchorer = new ReAnchorer(sequence)
  return anchored.flatMap((one): ThreadEntry[] => {
    const anchor = reAnchorer.newAnchor(one.anchor)
    return anchor === null ? [] : [{ type: 'thread-anchored', thread: one.id, anchor }]
  })
}
