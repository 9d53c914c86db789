import { fail, ok, type Result } from '#core/util/result.ts'
import { GroupAppender } from './group-appender.ts'
import { encodeControlBody, encodeUpdateBody } from './log-body.ts'
import { SERVER } from './member.ts'
import { replay } from './replay.ts'
import type { RoomPorts } from './room-ports.ts'
import { Room } from './room.ts'
import { firstUpdate } from './seed.ts'

type Entry =
  | { readonly kind: 'loading'; readonly room: Promise<Result<Room, Unavailable>> }
  | { readonly kind: 'open'; readonly room: Room }
  /** Loading failed: asked again only after a while. */
  | { readonly kind: 'unavailable'; readonly until: number; readonly why: Unavailable }

/** A document that cannot be served now. It is never served empty instead [DOC25]. */
export interface Unavailable {
  readonly reason: 'damaged' | 'unreadable' | 'closing'
  readonly detail: string
}

export type Health = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** All open rooms of this process: one per document, loaded once however many ask at the same time [DOC25]. */
export class RoomRegistry {
  readonly #ports: RoomPorts
  readonly #entries = new Map<string, Entry>()
  readonly #unsubscribe: () => void
  #isClosing = false

  /** Makes the appender that all rooms share. */
  constructor(ports: Omit<RoomPorts, 'appender'>) {
    this.#ports = {
      ...ports,
      appender: new GroupAppender(ports.log, ports.clock, ports.limits.appendSpacing),
    }
    this.#unsubscribe = ports.bus.subscribe((event) => {
      switch (event.type) {
        case 'access':
          return this.#rooms().forEach((room) => room.accessChanged(event.member))
        case 'document':
          return this.room(event.document)?.accessChanged(null)
        case 'seq':
        case 'here':
          return
      }
    })
  }

  /**
   * The room of a document, loaded if need be; a document without a log is created with one empty paragraph. Whether
   * the document exists and who may have it is the caller's business.
   */
  open(document: string): Promise<Result<Room, Unavailable>> {
    if (this.#isClosing) return Promise.resolve(fail({ reason: 'closing', detail: 'the server stops' }))
    const entry = this.#entries.get(document)
    if (entry?.kind === 'loading') return entry.room
    if (entry?.kind === 'open' && !entry.room.isClosed) {
      entry.room.touch()
      return Promise.resolve(ok(entry.room))
    }
    if (entry?.kind === 'unavailable' && this.#ports.clock.now() < entry.until)
      return Promise.resolve(fail(entry.why))
    const room = this.#load(document)
    this.#entries.set(document, { kind: 'loading', room })
    return room
  }

  /** The room of a document if it is open. */
  room(document: string): Room | null {
    const entry = this.#entries.get(document)
    return entry?.kind === 'open' && !entry.room.isClosed ? entry.room : null
  }

  /** Can everything that is open be stored? */
  healthy(): Health {
    const stuck = this.#rooms().filter((room) => room.isStuck).length
    return stuck === 0 ? { ok: true } : { ok: false, reason: `${stuck} documents cannot be stored` }
  }

  /** For figures. */
  counts(): { readonly rooms: number; readonly sockets: number } {
    const rooms = this.#rooms()
    return { rooms: rooms.length, sockets: rooms.reduce((sum, room) => sum + room.sockets, 0) }
  }

  /** Takes nothing new, lets everything reach the log, closes all sockets with 1012, leaves snapshots. */
  async closeAll(): Promise<void> {
    this.#isClosing = true
    this.#unsubscribe()
    const loading = [...this.#entries.values()].flatMap((entry) =>
      entry.kind === 'loading' ? [entry.room] : [],
    )
    await Promise.all(loading)
    await Promise.all(this.#rooms().map((room) => room.shutdown()))
    await this.#ports.appender.idle()
  }

  #rooms(): readonly Room[] {
    return [...this.#entries.values()].flatMap((entry) => (entry.kind === 'open' ? [entry.room] : []))
  }

  async #load(document: string): Promise<Result<Room, Unavailable>> {
    const loaded = await this.#read(document)
    if (loaded.ok) {
      this.#entries.set(document, { kind: 'open', room: loaded.value })
      return loaded
    }
    const { clock, limits, report } = this.#ports
    report({ type: 'load-failed', document, error: loaded.error.detail })
    this.#entries.set(document, { kind: 'unavailable', until: clock.now() + limits.retry, why: loaded.error })
    return loaded
  }

  async #read(document: string): Promise<Result<Room, Unavailable>> {
    const { log } = this.#ports
    try {
      let loaded = await log.load(document)
      if (loaded.seq === 0) {
        await log.append([{ document, entries: this.#firstEntries() }])
        loaded = await log.load(document)
      }
      const replayed = replay(loaded)
      if (!replayed.ok) return replayed
      const forget = (): void => {
        this.#entries.delete(document)
      }
      return ok(new Room(document, replayed.value, this.#ports, forget))
    } catch (error) {
      const detail = error instanceof Error ? error.message : 'the log cannot be read'
      return fail({ reason: 'unreadable', detail })
    }
  }

  #firstEntries() {
    const { clock, newClientId, newId } = this.#ports
    const at = clock.now()
    return [
      { at, by: SERVER, body: encodeControlBody({ type: 'created' }) },
      { at, by: SERVER, body: encodeUpdateBody(firstUpdate(newClientId(), newId)) },
    ]
  }
}
