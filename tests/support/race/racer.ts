import type { Role } from '#core/access/roles.ts'
import { Client } from '../cohort/client.ts'
import type { World } from '../cohort/world.ts'
import { plainEdit, trackedEdit, type Writer } from '../gate-edits.ts'
import type { SeededRandom } from '../seeded-random.ts'

/** A word that nobody else ever types, and what became of it. */
export interface Word {
  readonly word: string
  /** Was a frame with it given to the server? */
  isSent: boolean
  /** It did not stand on its page in one piece when that was given up: deleted, or something came into it. */
  isCut: boolean
}

/**
 * Somebody with a page: types words that are theirs alone, deletes, splits, formats, proposes, and now and then sends
 * what they may not. When the server refuses, the page gives its document up and begins anew, as ours does.
 */
export class Racer {
  readonly member: string
  readonly isPlain: boolean
  client: Client
  /** Every word they ever typed. */
  readonly words: Word[] = []
  /** The server closed their line because they may not follow any more. */
  isExpelled = false
  /** How often they were told that work was refused, on the line or by its close. */
  timesTold = 0
  /** What they were told was not kept. */
  notKept = 0
  readonly #world: World
  readonly #newWord: () => string
  readonly #newClientId: () => number
  /** The first word of the present page. */
  #first = 0
  #heard = 0
  #clock = 0

  constructor(
    world: World,
    { member, isPlain }: { readonly member: string; readonly isPlain: boolean },
    ids: { readonly word: () => string; readonly client: () => number },
  ) {
    this.#world = world
    this.member = member
    this.isPlain = isPlain
    this.#newWord = ids.word
    this.#newClientId = ids.client
    this.client = new Client(world, member, ids.client())
  }

  /** The role of this moment; null for who was removed. */
  get role(): Role | null {
    return this.#world.members.get(this.member)?.role ?? null
  }

  async connect(): Promise<void> {
    const { role } = this
    if (role !== null && role !== 'viewer') await this.client.connect({ ext: !this.isPlain })
  }

  /** One edit as their role has it, or as another one would. */
  edit(random: SeededRandom, isHonest: boolean): void {
    if (this.client.text.length === 0) return
    const now = this.#world.clock.now()
    const isTracking = (this.role === 'suggester') === isHonest
    if (random.chance(0.5)) return this.#type(random, isTracking, now)
    const { member, client } = this
    const writer: Writer = {
      sender: { member, role: 'editor' },
      doc: client.doc,
      unsent: [],
      clock: ++this.#clock,
    }
    if (isTracking) trackedEdit(writer, random, now)
    else plainEdit(writer, random)
    this.#clock = writer.clock
  }

  #type(random: SeededRandom, isTracking: boolean, now: number): void {
    const { text } = this.client
    const word = this.#newWord()
    const key = `insertion--${this.member}-w-${++this.#clock}`
    const formats = isTracking ? { [key]: { by: this.member, at: now } } : {}
    text.insert(1 + random.below(text.length), word, formats)
    this.words.push({ word, isSent: false, isCut: false })
  }

  /** Sends up to `count` waiting frames. */
  flush(count = Infinity): void {
    for (let sent = 0; sent < count && this.client.isOnline && this.client.outgoing.length > 0; sent++) {
      const frame = Buffer.from(this.client.outgoing[0] ?? [])
      const isOpen = this.client.line?.socket.closed === null
      if (isOpen) for (const one of this.words) one.isSent ||= frame.includes(one.word)
      this.client.flush(1)
    }
  }

  /** Takes in what the server sent, and does what our page does when work was refused or the line closed. */
  async receive(count = Infinity): Promise<void> {
    const { client } = this
    const { line } = client
    client.receive(count)
    const refused = client.controls
      .slice(this.#heard)
      .flatMap((control) => (control.type === 'refused' ? [control] : []))
    this.#heard = client.controls.length
    this.notKept += refused.filter(({ late }) => late === null).length
    const code = client.isOnline ? undefined : line?.socket.closed?.code
    if (code === 4403) this.isExpelled = true
    if (refused.length === 0 && code !== 4422) return
    this.timesTold++
    await this.#startOver()
  }

  async #startOver(): Promise<void> {
    const standing = this.client.plain
    for (const one of this.words.slice(this.#first)) one.isCut = !standing.includes(one.word)
    this.#first = this.words.length
    this.client.disconnect()
    this.client = new Client(this.#world, this.member, this.#newClientId())
    this.#heard = 0
    await this.connect()
  }

  destroy(): void {
    this.client.disconnect()
    this.client.doc.destroy()
  }
}
