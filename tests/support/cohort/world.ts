import { SCHEMA_HASH } from '#core/schema/schema-hash.ts'
import type { Role } from '#core/access/roles.ts'
import { Gate } from '#core/shared-doc/gate.ts'
import type { Clock } from '../../../sync-server/room/clock.ts'
import type { NewJudge } from '../../../sync-server/room/judge-port.ts'
import type { LateTray } from '../../../sync-server/room/late-tray.ts'
import { ROOM_LIMITS, type RoomLimits } from '../../../sync-server/room/limits.ts'
import type { MemberDirectory, RoomMember } from '../../../sync-server/room/member.ts'
import type { Inbox } from '../../../sync-server/room/notices/inbox.ts'
import type { RoomReport } from '../../../sync-server/room/room-ports.ts'
import { RoomRegistry } from '../../../sync-server/room/room-registry.ts'
import type { Room, RoomConnection } from '../../../sync-server/room/room.ts'
import type { UpdateLog } from '../../../sync-server/room/update-log.ts'
import { MemoryLateTray } from '../../../sync-server/log/memory-late-tray.ts'
import { MemoryUpdateLog } from '../../../sync-server/log/memory-update-log.ts'
import { MemoryBus } from '../../../sync-server/store/memory-bus.ts'
import { MemoryInbox } from '../../../sync-server/store/memory-inbox.ts'
import { FakeClock } from '../fake-clock.ts'
import { FakeSocket } from './fake-socket.ts'

/** Lets everything that waits for a promise go on. The adapters in memory need no more than a few turns. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await new Promise<void>((resolve) => setImmediate(resolve))
}

export interface WorldOptions {
  readonly log?: UpdateLog
  readonly lateTray?: LateTray
  readonly inbox?: Inbox
  readonly clock?: Clock
  readonly limits?: Partial<RoomLimits>
  readonly newJudge?: NewJudge
  readonly seed?: number
}

export interface Line {
  readonly socket: FakeSocket
  readonly connection: RoomConnection
}

/** A server without network and disk: real rooms and gate, over adapters in memory. */
export class World {
  readonly document = 'd1'
  /** Time as the present process has it: timers of one that died never run. */
  clock: FakeClock
  readonly log: UpdateLog
  readonly lateTray: LateTray
  readonly inbox: Inbox
  readonly bus = new MemoryBus()
  readonly reports: RoomReport[] = []
  readonly members = new Map<string, RoomMember>()
  epoch = 'epoch-1'
  registry: RoomRegistry
  readonly #options: WorldOptions
  #ids = 0
  #clients = 0xf000_0000

  constructor(options: WorldOptions = {}) {
    this.#options = options
    this.clock = new FakeClock()
    this.log = options.log ?? new MemoryUpdateLog()
    this.lateTray = options.lateTray ?? new MemoryLateTray()
    this.inbox = options.inbox ?? new MemoryInbox()
    this.registry = this.#start()
  }

  /** A new process over the same log: what was in memory is gone. */
  restart(): void {
    this.clock = new FakeClock(this.clock.now())
    this.registry = this.#start()
  }

  #start(): RoomRegistry {
    const directory: MemberDirectory = {
      lookup: (_document, member) => this.members.get(member) ?? 'no-access',
      members: () => [...this.members.keys()],
    }
    return new RoomRegistry({
      log: this.log,
      lateTray: this.lateTray,
      inbox: this.inbox,
      clock: this.#options.clock ?? this.clock,
      epoch: { current: () => this.epoch },
      bus: this.bus,
      directory,
      newJudge: this.#options.newJudge ?? ((judge) => new Gate(judge)),
      newId: () => `id${++this.#ids}`,
      newClientId: () => ++this.#clients,
      schema: SCHEMA_HASH,
      limits: { ...ROOM_LIMITS, appendSpacing: 0, ...this.#options.limits },
      report: (report) => this.reports.push(report),
    })
  }

  add(id: string, role: Role): RoomMember {
    const member = { id, name: `name of ${id}`, role, color: this.members.size % 12 }
    this.members.set(id, member)
    return member
  }

  /** Changes a role as the HTTP side does. */
  setRole(id: string, role: Role): void {
    const member = this.members.get(id)
    if (member === undefined) throw new Error(`no member ${id}`)
    this.members.set(id, { ...member, role })
    this.bus.publish({ type: 'access', group: 'g', member: id })
  }

  remove(id: string): void {
    this.members.delete(id)
    this.bus.publish({ type: 'access', group: 'g', member: id })
  }

  async room(): Promise<Room> {
    const opened = await this.registry.open(this.document)
    if (!opened.ok) throw new Error(opened.error.detail)
    return opened.value
  }

  async join(
    member: string,
    options: {
      ext?: boolean
      numbered?: boolean
      schema?: string | null
      epoch?: string | null
      seq?: number | null
    } = {},
  ): Promise<Line> {
    const found = this.members.get(member)
    if (found === undefined) throw new Error(`no member ${member}`)
    const socket = new FakeSocket()
    const connection = (await this.room()).join(socket, {
      member: found,
      ext: options.ext ?? true,
      numbered: options.numbered ?? options.ext ?? true,
      schema: options.schema ?? null,
      epoch: options.epoch ?? null,
      seq: options.seq ?? null,
    })
    return { socket, connection }
  }

  /** Reports of broken invariants: there are never any. */
  get broken(): readonly RoomReport[] {
    return this.reports.filter(({ type }) => type === 'broken')
  }
}
