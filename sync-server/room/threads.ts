import type { ApiThreadAnchor } from '#core/protocol/api-threads.ts'
import { permits } from '#core/access/permits.ts'
import { assert } from '#core/util/assert.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { DurableDocument } from './durable-document.ts'
import { isPlace } from './encoded-place.ts'
import type { RoomMember } from './member.ts'
import type { RoomPorts } from './room-ports.ts'
import { actionOf, entryFor, type ThreadCommand, type ThreadFailure } from './thread-commands.ts'
import type { ThreadEntry } from './thread-entries.ts'
import type { Thread } from './thread.ts'

export interface ThreadDone {
  /** As it stands, durable. */
  readonly thread: Thread
  /** Did this very command begin it, or put a comment into it? */
  readonly isNew: boolean
}

/**
 * The discussions about one document: commands one at a time, each judged in the tick in which it comes and answered
 * when it is durable [THR4]. They never touch the text, so no lock concerns them.
 */
export class Threads<Origin> {
  readonly #durable: DurableDocument<Origin>
  readonly #ports: RoomPorts

  constructor(durable: DurableDocument<Origin>, ports: RoomPorts) {
    this.#durable = durable
    this.#ports = ports
  }

  /** The durable thread of this id. */
  get(id: string): Thread | null {
    return this.#durable.live.threads.get(id)
  }

  /** The durable threads that changed after the entry `seq`, in the order in which they were begun; all for 0. */
  since(seq: number): readonly Thread[] {
    return this.#durable.live.threads.since(seq)
  }

  /**
   * What could still be lost is not told, not even by a refusal. Whoever follows the document may ask for what is so
   * already: a page that never heard the answer learns that its command came, also when it would be too late now [THR3].
   */
  async carryOut(
    member: string,
    command: ThreadCommand,
  ): Promise<Result<ThreadDone, ThreadFailure | 'unavailable'>> {
    if (!this.#durable.isWritable) return fail('unavailable')
    const me = this.#memberNow(member)
    const { stage } = this.#durable.live.stagedFacts
    const action = actionOf(command)
    if (me === null || !permits(me.role, stage, action === 'comment' ? 'follow' : action))
      return fail('forbidden')
    const entry = this.#entryFor(me.id, command)
    const isSo = entry.ok && entry.value === null
    if (!isSo && !permits(me.role, stage, action)) return fail('forbidden')
    const stored =
      entry.ok && entry.value !== null ? this.#store(me.id, entry.value) : this.#durable.settled()
    if ((await stored) === null) return fail('unavailable')
    if (!entry.ok) return entry
    const thread = this.get(command.thread)
    assert(thread !== null, 'what is durable is there')
    const isNew = entry.value?.type === 'thread-begun' || entry.value?.type === 'commented'
    return ok({ thread, isNew })
  }

  #memberNow(member: string): RoomMember | null {
    const found = this.#ports.directory.lookup(this.#durable.document, member)
    return typeof found === 'string' ? null : found
  }

  #entryFor(me: string, command: ThreadCommand): Result<ThreadEntry | null, ThreadFailure> {
    const isMember = (id: string): boolean => this.#memberNow(id) !== null
    const { stagedThreads } = this.#durable.live
    if (command.type === 'anchor' && !isInText(command.anchor)) return fail('bad-place')
    if (command.type !== 'begin') return entryFor(stagedThreads, me, command, isMember)
    const isThere = stagedThreads.get(command.thread) !== null
    const anchor = isThere ? command.anchor : this.#placed(command.anchor)
    if (typeof anchor === 'string') return fail(anchor)
    return entryFor(stagedThreads, me, { ...command, anchor }, isMember)
  }

  /** What a thread can hang on: positions of this text, a suggestion that it knows with its later names, or all of it. */
  #placed(anchor: ApiThreadAnchor): ApiThreadAnchor | 'bad-place' | 'unknown-suggestion' {
    if (anchor === null) return anchor
    if (!('suggestion' in anchor)) return isInText(anchor) ? anchor : 'bad-place'
    const { suggestion } = anchor
    const { live } = this.#durable
    if (live.decisions.stateOf(suggestion) === null && !live.hasShown(suggestion)) return 'unknown-suggestion'
    const renamed = live.decisions.renamesOf(suggestion)
    return renamed.length === 0 ? { suggestion } : { suggestion, renamed }
  }

  /** Puts an entry in line for the log; resolves to null when it did not become durable. */
  #store(by: string, entry: ThreadEntry): Promise<number | null> {
    const at = this.#ports.clock.now()
    return new Promise((resolve) => {
      this.#durable.stage({
        origin: null,
        entries: [this.#durable.live.controlEntry(at, by, entry)],
        updates: [],
        repairs: null,
        controls: [],
        threads: [{ index: 0, note: { entry, by, at } }],
        settle: resolve,
      })
    })
  }
}

const isInText = ({ start, end }: { readonly start: string; readonly end: string }): boolean =>
  isPlace(start) && isPlace(end)
