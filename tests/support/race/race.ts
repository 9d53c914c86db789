import * as Y from 'yjs'
import { ROLES, type Role } from '#core/access/roles.ts'
import { STAGES } from '#core/access/stages.ts'
import type { NewJudge } from '../../../sync-server/room/judge-port.ts'
import { MemoryLateTray } from '../../../sync-server/log/memory-late-tray.ts'
import type { LateEntry } from '../../../sync-server/room/late-tray.ts'
import type { LogEntry } from '../../../sync-server/room/update-log.ts'
import { FaultyLog } from '../cohort/faulty-log.ts'
import { settled, World } from '../cohort/world.ts'
import { cellsOf } from '../gate-edits.ts'
import { readAll } from '../log-entries.ts'
import { seededRandom, type SeededRandom } from '../seeded-random.ts'
import { Racer } from './racer.ts'

/** Who had which role from when on; null for who was removed. */
export interface RoleChange {
  readonly at: number
  readonly member: string
  readonly role: Role | null
}

/** A race that is over: what the log holds, and what everybody was told. */
export interface Race {
  readonly world: World
  readonly entries: readonly LogEntry[]
  readonly roles: readonly RoleChange[]
  readonly racers: readonly Racer[]
  /** Everything that ever lay in the late tray, by its id. */
  readonly everKept: ReadonlyMap<string, LateEntry>
  /** Changes that landed, by kind. */
  readonly landed: ReadonlyMap<string, number>
}

const CAST = [
  ['e', 'editor'],
  ['d', 'editor'],
  ['s', 'suggester'],
  ['t', 'suggester'],
  ['g', 'facilitator'],
  ['c', 'commenter'],
  ['p', 'editor'],
] as const satisfies readonly (readonly [string, Role])[]

const LANDINGS = ['lock', 'lock', 'unlock', 'unlock', 'role', 'remove', 'return', 'stage'] as const

/**
 * People of all roles write, go offline and come back, over lines that lag and a log that stalls, while the
 * facilitator `f` locks and unlocks sections, changes roles and stages, removes people, decides, takes decisions back
 * and goes through the late tray.
 */
export const race = async (
  seed: number,
  { rounds = 80, newJudge }: { readonly rounds?: number; readonly newJudge?: NewJudge } = {},
): Promise<Race> => {
  const run = new Run(seed, newJudge)
  await run.start()
  for (let round = 0; round < rounds; round++) await run.round()
  return run.finish()
}

/** A late tray that still knows what it no longer has. */
class RememberingTray extends MemoryLateTray {
  readonly everKept = new Map<string, LateEntry>()

  override async add(entry: LateEntry): Promise<boolean> {
    this.everKept.set(entry.id, entry)
    return super.add(entry)
  }

  override async replace(entry: LateEntry): Promise<boolean> {
    this.everKept.set(entry.id, entry)
    return super.replace(entry)
  }
}

class Run {
  readonly #draw: SeededRandom
  readonly #log = new FaultyLog()
  readonly #tray = new RememberingTray()
  readonly #world: World
  readonly #roles: RoleChange[] = []
  readonly #racers: Racer[] = []
  readonly #landed = new Map<string, number>()
  readonly #pending: Promise<unknown>[] = []
  #words = 0
  #clients = 100
  #ids = 0

  constructor(seed: number, newJudge: NewJudge | undefined) {
    this.#draw = seededRandom(seed)
    this.#world = new World({
      log: this.#log,
      lateTray: this.#tray,
      ...(newJudge === undefined ? {} : { newJudge }),
    })
  }

  async start(): Promise<void> {
    this.#world.add('f', 'facilitator')
    for (const [member, role] of CAST) {
      this.#world.add(member, role)
      this.#note(member, role)
      const ids = { word: () => `w${++this.#words}x`, client: () => ++this.#clients }
      const racer = new Racer(this.#world, { member, isPlain: member === 'p' }, ids)
      this.#racers.push(racer)
      await racer.connect()
    }
    await this.#settle()
    const [first] = this.#racers
    for (let block = 6; block > 0; block--) {
      const { text } = first?.client ?? {}
      if (block > 1) text?.insertEmbed(1, new Y.Map([['bid', `b${block}`]]), {})
      text?.insert(1, `base of ${block} `, {})
    }
    await this.#settle()
  }

  async round(): Promise<void> {
    const draw = this.#draw
    this.#world.clock.advance(1)
    const racer = draw.pick(this.#racers)
    switch (draw.below(14)) {
      case 0:
        if (draw.chance(0.6)) racer.client.disconnect()
        else this.#log.hold()
        break
      case 1:
        if (!racer.client.isOnline) await racer.connect()
        this.#log.release()
        break
      case 2:
      case 3:
        this.#land()
        break
      case 4:
      case 6:
        this.#facilitate()
        break
      case 7:
        if (draw.chance(0.1)) await this.#crash()
        break
      case 5:
        await settled()
        break
      default:
        for (let edits = 1 + draw.below(3); edits > 0; edits--) racer.edit(draw, draw.chance(0.85))
    }
    for (const one of this.#racers) if (draw.chance(0.5)) one.flush(1 + draw.below(4))
    if (draw.chance(0.5)) await settled()
    for (const one of this.#racers) if (draw.chance(0.4)) await one.receive(1 + draw.below(6))
  }

  async finish(): Promise<Race> {
    this.#log.release()
    for (const racer of this.#racers) if (!racer.client.isOnline) await racer.connect()
    await this.#settle()
    await Promise.all(this.#pending)
    await this.#settle()
    return {
      world: this.#world,
      entries: await readAll(this.#world.log, this.#world.document),
      roles: this.#roles,
      racers: this.#racers,
      everKept: this.#tray.everKept,
      landed: this.#landed,
    }
  }

  /** The process dies, and what the log did not have with it; who is there then comes back to another one. */
  async #crash(): Promise<void> {
    const world = this.#world
    this.#log.crash()
    for (const { client } of this.#racers) client.lose()
    world.restart()
    this.#pending.length = 0
    const stored = (await readAll(world.log, world.document)).map(({ body }) => Buffer.from(body))
    for (const { words } of this.#racers)
      for (const one of words) one.isSent &&= stored.some((bytes) => bytes.includes(one.word))
    await world.room()
    for (const racer of this.#racers) if (this.#draw.chance(0.7)) await racer.connect()
    this.#landed.set('crash', (this.#landed.get('crash') ?? 0) + 1)
  }

  async #settle(): Promise<void> {
    for (let turn = 0; turn < 12; turn++) {
      for (const racer of this.#racers) racer.flush()
      await settled()
      for (const racer of this.#racers) await racer.receive()
    }
  }

  #note(member: string, role: Role | null): void {
    this.#roles.push({ at: this.#world.clock.now(), member, role })
  }

  /** Begins something that is answered when the log has it. */
  #begin(what: Promise<unknown>): void {
    this.#pending.push(what)
  }

  /** A change that everything after it is judged by. Between two of them and the frames around them time passes. */
  #land(): void {
    const [draw, world] = [this.#draw, this.#world]
    const room = world.registry.room(world.document)
    if (room === null) return
    world.clock.advance(1)
    const { member, role } = draw.pick(this.#racers)
    const kind = draw.pick(LANDINGS)
    switch (kind) {
      case 'lock': {
        const bids = this.#bids()
        const [from, to] = [draw.pick(bids), draw.pick(bids)]
        const wish = {
          id: `l${++this.#ids}`,
          from,
          to: draw.chance(0.6) ? from : to,
          kind: 'settled' as const,
        }
        this.#begin(room.sectionLocks.lock('f', wish))
        break
      }
      case 'unlock': {
        const { locks } = room
        if (locks.length === 0) return
        this.#begin(room.sectionLocks.unlock('f', draw.pick(locks).id, null))
        break
      }
      case 'role': {
        if (role === null) return
        const next = draw.pick(ROLES)
        world.setRole(member, next)
        this.#note(member, next)
        break
      }
      case 'remove':
        if (role === null || draw.chance(0.5)) return
        world.remove(member)
        this.#note(member, null)
        break
      case 'return': {
        if (role !== null && role !== 'viewer') return
        world.add(member, 'editor')
        this.#note(member, 'editor')
        break
      }
      case 'stage':
        // Back to drafting as often as to all the others, or nobody writes any more.
        this.#begin(room.stages.set('f', draw.chance(0.5) ? 'drafting' : draw.pick(STAGES), 'because'))
        break
    }
    this.#landed.set(kind, (this.#landed.get(kind) ?? 0) + 1)
    world.clock.advance(1)
  }

  #facilitate(): void {
    const [draw, world] = [this.#draw, this.#world]
    const room = world.registry.room(world.document)
    if (room === null) return
    switch (draw.below(4)) {
      case 0:
      case 1: {
        const standing = cellsOf(draw.pick(this.#racers).client.doc).flatMap(({ marks }) => marks)
        if (standing.length === 0) return
        const verdict = draw.pick(['accept', 'reject'] as const)
        const decisions = [{ suggestion: draw.pick(standing).id, verdict }]
        this.#begin(room.decisions.decide('f', { id: `d${++this.#ids}`, decisions }))
        break
      }
      case 2: {
        const decided = room.decisions
          .page(null, 5)
          .flatMap(({ entry }) => (entry.type === 'decided' ? [entry.id] : []))
        if (decided.length === 0) return
        const wish = { id: `u${++this.#ids}`, decision: draw.pick(decided), suggestions: null }
        this.#begin(room.decisions.undo('f', wish))
        break
      }
      default: {
        const [isRestoring, which] = [draw.chance(0.7), draw.next()]
        this.#begin(
          room.late.list().then(async (late) => {
            const one = late[Math.floor(which * late.length)]
            if (one === undefined) return
            await (isRestoring ? room.late.restore('f', one.id) : room.late.dismiss('f', one.id, 'because'))
          }),
        )
      }
    }
  }

  #bids(): readonly string[] {
    const bids = cellsOf(this.#draw.pick(this.#racers).client.doc).flatMap(({ char, props }) =>
      char === '¶' && typeof props['bid'] === 'string' ? [props['bid']] : [],
    )
    return bids.length === 0 ? ['nowhere'] : bids
  }
}
