import * as Y from 'yjs'
import type { Role } from '#core/access/roles.ts'
import { MemoryUpdateLog } from '../../../sync-server/log/memory-update-log.ts'
import { readStretch } from '../../../sync-server/room/since/read-stretch.ts'
import { momentText, type MomentText } from '../../../sync-server/room/versions/moment-text.ts'
import { suggestTransaction } from '../../../editor/extensions/suggesting/suggest.ts'
import { cellsOf } from '../gate-edits.ts'
import { block, openPeer, type Peer } from '../peers/peer.ts'
import { seededRandom, type SeededRandom } from '../seeded-random.ts'
import { oracleOriginal, showCells } from '../suggestion-oracle.ts'
import { Client, settleAll } from './client.ts'
import { editAtSeams, WORD, wordOf } from './suggesting-typist.ts'
import { settled, World } from './world.ts'

const PEOPLE = [
  ['f', 'facilitator'],
  ['e', 'editor'],
  ['g', 'editor'],
  ['s', 'suggester'],
] as const satisfies readonly (readonly [string, Role])[]

const EDITS = [
  'type',
  'type',
  'type',
  'type',
  'delete',
  'delete',
  'replace',
  'split',
  'join',
  'move',
  'style',
  'delete-block',
  'undo',
  'undo',
  'redo',
] as const
const KINDS = [
  ...EDITS,
  'send',
  'send',
  'receive',
  'receive',
  'exchange',
  'exchange',
  'offline',
  'online',
  'online',
] as const

/** The world gives the server client ids from here on. */
const SERVER_CLIENTS = 0xf000_0000

interface Person {
  readonly member: string
  readonly role: Role
  client: Client
  peer: Peer
  fresh: number
  acts: number
  /** How many restores their page has heard of. */
  heard: number
  /** Words that something was done with since all of their work was with the server. */
  unsent: Set<string>
}

export interface RestoringOutcome {
  /** Words of which it is certain whether they are in the text. */
  readonly checked: number
  /** Those of them that a restore took away for good, and those that it brought back. */
  readonly taken: number
  readonly brought: number
  readonly undone: number
  /** Updates that the gate refused: nobody here is dishonest (docs/CAVEATS.md). */
  readonly refused: number
}

const say = (problem: string): never => {
  throw new Error(problem)
}

const countOf = (text: string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const [word] of text.matchAll(WORD)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** A block that had no bid yet got one. */
const shown = ({ blocks }: MomentText, target: MomentText): string =>
  JSON.stringify(
    blocks.map(({ attrs, runs }, index) => [
      { ...attrs, bid: target.blocks[index]?.attrs.bid === null ? null : attrs.bid },
      runs.map(({ text, formats }) => [text, [...formats.keys()].toSorted()]),
    ]),
  )

/** Words that `client` wrote from `clock` on, anew ones of a moved block included. */
const writtenBy = (doc: Y.Doc, client: number, clock: number): readonly string[] => {
  let written = ''
  for (let item = doc.getText('content')._start; item !== null; item = item.right)
    if (item.id.client === client && item.id.clock >= clock && item.content instanceof Y.ContentString)
      written += item.content.str
  return [...countOf(written).keys()]
}

const lettersOf = (cells: ReturnType<typeof cellsOf>): string => cells.map(({ char }) => char).join('')

/**
 * People who write, are away, and press undo and redo in tabs of which some do not know yet that an earlier version was
 * restored. Every word is somebody's own, so that words alone say what came of it; throws at the first that is where
 * it cannot be. `isForgetting` false: pages that do not forget their undo, as they would have it without the rule.
 */
export class RestoringCohort {
  readonly #world = new World({ log: new MemoryUpdateLog() })
  readonly #people: Person[] = []
  readonly #isForgetting: boolean
  readonly #seed: number
  #tokens = 0
  readonly #typed = new Map<string, Role>()
  /** Words of which nothing is certain: somebody did something with them that met a restore. */
  readonly #open = new Set<string>()
  readonly #versions: number[] = []
  /** What the last restore found and what it left, with everything rejected. */
  #before: ReadonlySet<string> | null = null
  #target: ReadonlyMap<string, number> = new Map()
  /** Proposals included. */
  #standing: ReadonlyMap<string, number> = new Map()
  /** What everybody had written when the last restore was done. */
  #clocks: ReadonlyMap<number, number> = new Map()
  #restores = 0
  #undone = 0
  #refused = 0

  private constructor(seed: number, isForgetting: boolean) {
    this.#seed = seed
    this.#isForgetting = isForgetting
  }

  static async run(seed: number, length: number, isForgetting = true): Promise<RestoringOutcome> {
    const cohort = new RestoringCohort(seed, isForgetting)
    const random = seededRandom(seed)
    await cohort.#start()
    const restoreAt = Math.floor(length * (0.3 + 0.4 * random.next()))
    for (let step = 0; step < length; step++) {
      if (step === restoreAt) await cohort.#restore(random)
      await cohort.#do(random.pick(KINDS), random)
    }
    return cohort.#finish()
  }

  async #start(): Promise<void> {
    for (const [member, role] of PEOPLE) {
      this.#world.add(member, role)
      this.#people.push({ ...this.#newPage(member, 0), member, role, acts: 0, heard: 0, unsent: new Set() })
    }
    await this.#connect()
    const line = (): string => Array.from({ length: 4 }, () => this.#newWord('editor')).join('')
    this.#people[0]?.peer.act((tr) => {
      tr.insert(tr.doc.content.size, [block(line()), block(line()), block(line()), block(line())])
      tr.insertText(line(), 1)
    })
    await settleAll(this.#people.map(({ client }) => client))
    for (const { peer } of this.#people) peer.undoManager.clear()
    await this.#keepVersion()
  }

  #newPage(member: string, fresh: number): Pick<Person, 'client' | 'peer' | 'fresh'> {
    const place = PEOPLE.findIndex(([one]) => one === member)
    const client = new Client(this.#world, member, 1_000 * (place + 1) + fresh)
    return { client, peer: openPeer(client.doc, { thorough: false }), fresh }
  }

  #newWord(role: Role): string {
    const word = wordOf(this.#tokens++)
    this.#typed.set(word, role)
    return word
  }

  async #connect(): Promise<void> {
    for (const { client } of this.#people) if (!client.isOnline) await client.connect()
    for (let round = 0; round < 4; round++) {
      for (const { client } of this.#people) client.flush()
      await settled()
      for (const person of this.#people) this.#receive(person, Infinity)
    }
  }

  async #keepVersion(): Promise<void> {
    this.#versions.push((await this.#world.room()).seq)
  }

  async #do(kind: (typeof KINDS)[number], random: SeededRandom): Promise<void> {
    const person = random.pick(this.#people)
    switch (kind) {
      case 'send':
        person.client.flush(1 + random.below(4))
        return settled()
      case 'receive':
        return this.#receive(person, 1 + random.below(6))
      case 'exchange':
        for (const { client } of this.#people) client.flush()
        await settled()
        for (const one of this.#people) this.#receive(one, Infinity)
        return this.#keepVersion()
      case 'offline':
        return person.client.disconnect()
      case 'online':
        if (!person.client.isOnline) await person.client.connect()
        return
      default:
        return this.#edit(person, kind, random)
    }
  }

  #edit(person: Person, kind: (typeof EDITS)[number], random: SeededRandom): void {
    const { client, peer, role, member } = person
    const before = countOf(lettersOf(cellsOf(client.doc)))
    const clock = Y.getState(client.doc.store, client.doc.clientID)
    peer.undoManager.stopCapturing()
    if (kind === 'undo' || kind === 'redo') {
      if (peer.undoManager[kind]() !== null) this.#undone++
    } else {
      const token = this.#newWord(role)
      const tr = peer.view.state.tr
      editAtSeams(tr, kind, random, token)
      const act = {
        member,
        id: `${member}-x-${++person.acts}`,
        at: this.#world.clock.now(),
        isDecided: () => false,
      }
      const proposal = role === 'suggester' ? suggestTransaction(peer.view.state, tr, act) : tr
      if (tr.docChanged && proposal !== null) peer.view.dispatch(proposal)
      person.unsent.add(token)
    }
    peer.check()
    const after = countOf(lettersOf(cellsOf(client.doc)))
    const rewritten = new Set(writtenBy(client.doc, client.doc.clientID, clock))
    // What a suggester proposed and proposes again by redo may stand twice, restore or not.
    const isOwnUndo =
      (kind === 'undo' || kind === 'redo') && person.heard === this.#restores && role !== 'suggester'
    for (const word of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(word) === after.get(word) && !rewritten.has(word)) continue
      person.unsent.add(word)
      // Undo of a page that knows of the restore has only to do with what was done since: that is open already.
      if (this.#before !== null && before.has(word) && !isOwnUndo) this.#open.add(word)
      if (this.#before !== null && !before.has(word) && kind === 'undo' && !isOwnUndo) this.#open.add(word)
    }
  }

  #receive(person: Person, count: number): void {
    const { client, peer } = person
    client.receive(count)
    peer.check()
    for (const control of client.controls.splice(0)) {
      if (control.type === 'refused') return this.#startOver(person)
      const restores =
        control.type === 'hello' || control.type === 'restored' ? control.restores : person.heard
      if (restores === person.heard && control.type !== 'restored') continue
      if (this.#isForgetting) peer.undoManager.clear()
      person.heard = restores
    }
    // Who is away may have deleted something that no clock tells of.
    if (client.isOnline && client.isSaved) person.unsent = new Set()
  }

  /** As the page does; what becomes of the refused words is told elsewhere. */
  #startOver(person: Person): void {
    this.#refused++
    for (const word of person.unsent) this.#open.add(word)
    person.client.disconnect()
    person.peer.destroy()
    Object.assign(person, this.#newPage(person.member, person.fresh + 1))
    person.unsent = new Set()
  }

  async #restore(random: SeededRandom): Promise<void> {
    const room = await this.#world.room()
    const of = random.pick(this.#versions)
    const target = await this.#textAt(of)
    for (const { unsent } of this.#people) for (const word of unsent) this.#open.add(word)
    this.#standing = countOf(lettersOf(await this.#cells()))
    this.#before = new Set(countOf(await this.#original()).keys())
    this.#target = countOf(target.blocks.flatMap(({ runs }) => runs.map(({ text }) => text)).join('\n'))
    this.#restores++
    const restored = await room.restores.restore('f', { id: `r${this.#restores}`, of, blocks: target.blocks })
    if (!restored.ok) return say(`not restored: ${restored.error}`)
    this.#clocks = Y.decodeStateVector(Y.encodeStateVector(await this.#doc()))
    const now = await this.#textAt((await this.#world.room()).seq)
    if (shown(now, target) !== shown(target, target))
      say(`the text does not read as it did: ${shown(now, target)} for ${shown(target, target)}`)
  }

  async #textAt(seq: number): Promise<MomentText> {
    const text = momentText(await readStretch(this.#world.log, this.#world.document, seq + 1, seq))
    return text.ok ? text.value : say(text.error.detail)
  }

  async #original(): Promise<string> {
    return lettersOf(oracleOriginal(await this.#cells()))
  }

  async #cells(): Promise<ReturnType<typeof cellsOf>> {
    return cellsOf(await this.#doc())
  }

  async #doc(): Promise<Y.Doc> {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, (await this.#world.room()).stateAsUpdate())
    return doc
  }

  /** Words that the server carried after blocks that were moved since: undoing such a move leaves both. */
  async #openCarried(): Promise<void> {
    const doc = await this.#doc()
    for (const client of doc.store.clients.keys())
      if (client >= SERVER_CLIENTS)
        for (const word of writtenBy(doc, client, this.#clocks.get(client) ?? 0)) this.#open.add(word)
  }

  async #finish(): Promise<RestoringOutcome> {
    await this.#connect()
    // Whoever can still undo something does, all of it: nobody's tab may hold what the restore changed.
    for (const person of this.#people) {
      for (let times = 0; times < 40; times++)
        this.#edit(person, times % 3 === 2 ? 'redo' : 'undo', seededRandom(times))
      await this.#connect()
    }
    const cells = await this.#cells()
    for (const { client, member } of this.#people)
      if (showCells(cellsOf(client.doc)) !== showCells(cells)) say(`${member} differs from the server`)
    if (this.#world.broken.length > 0) say(`broken: ${JSON.stringify(this.#world.broken[0])}`)
    await this.#openCarried()
    const outcome = this.#check(countOf(lettersOf(cells)), countOf(lettersOf(oracleOriginal(cells))))
    for (const { peer } of this.#people) peer.destroy()
    return outcome
  }

  /** A proposal to move a text holds it a second time, so what was written outright counts without proposals. */
  #check(all: ReadonlyMap<string, number>, agreed: ReadonlyMap<string, number>): RestoringOutcome {
    const [before, target] = [this.#before ?? new Set(), this.#target]
    let [checked, taken, brought] = [0, 0, 0]
    for (const [word, role] of this.#typed) {
      const count = (role === 'suggester' ? all : agreed).get(word) ?? 0
      if (this.#open.has(word)) continue
      checked++
      // What two tabs brought back at once, before there was a restore, stands twice in what it brings or leaves.
      const times = target.get(word) ?? (before.has(word) ? 0 : 1)
      if (count > Math.max(1, times, this.#standing.get(word) ?? 0))
        say(`seed ${this.#seed}: ${word} is there ${count} times`)
      if (role === 'suggester') continue
      if (target.has(word)) {
        if (!before.has(word)) brought++
        if (count !== times)
          say(`seed ${this.#seed}: ${word} came back with the restore, and is there ${count} times`)
      } else if (before.has(word)) {
        taken++
        if (count !== 0) say(`seed ${this.#seed}: ${word} went with the restore and is there again`)
      }
    }
    return { checked, taken, brought, undone: this.#undone, refused: this.#refused }
  }
}
