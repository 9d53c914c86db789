import * as Y from 'yjs'
import type { Role } from '#core/access/roles.ts'
import { MemoryUpdateLog } from '../../../sync-server/log/memory-update-log.ts'
import { readStretch } from '../../../sync-server/room/since/read-stretch.ts'
import { momentText, type MomentText } from '../../../sync-server/room/versions/moment-text.ts'
import { suggestTransaction } from '../../../editor/extensions/suggesting/suggest.ts'
import { decodeLogBody } from '../../../sync-server/room/log-body.ts'
import { cellsOf } from '../gate-edits.ts'
import { block, openPeer, type Peer } from '../peers/peer.ts'
import { seededRandom, type SeededRandom } from '../seeded-random.ts'
import { showCells } from '../suggestion-oracle.ts'
import { Client, settleAll } from './client.ts'
import { RestoreFates, type FatesOutcome } from './restore-fates.ts'
import { blocksIn, changingBlocks, keptWords, sectionIn, suggestionsIn } from './restore-laws.ts'
import { CASTS, type Cast, type RestoringOptions, type RestoringOutcome } from './restoring-outcome.ts'
import type { Doubt } from './word-bounds.ts'
import { editAtSeams, wordOf } from './suggesting-typist.ts'
import { copiesIn } from './word-copies.ts'
import { settled, World } from './world.ts'

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

interface Person {
  readonly member: string
  readonly role: Role
  client: Client
  peer: Peer
  fresh: number
  acts: number
  /** How many restores their page has heard of. */
  heard: number
  /** Has their page the text of the last restore, and forgot its undo since it has? */
  knows: boolean
}

const say = (problem: string): never => {
  throw new Error(problem)
}

/** A block that had no bid yet got one. */
const shown = ({ blocks }: MomentText, target: MomentText): string =>
  JSON.stringify(
    blocks.map(({ attrs, runs }, index) => [
      { ...attrs, bid: target.blocks[index]?.attrs.bid === null ? null : attrs.bid },
      runs.map(({ text, formats }) => [text, [...formats.keys()].toSorted()]),
    ]),
  )

/**
 * People who write, are away, and press undo and redo in tabs of which some do not know yet that an earlier version was
 * restored. Every word is somebody's own, so that words alone say what came of it; throws when one is where it cannot
 * be, and when the restore did more or less than it may. */
export class RestoringCohort {
  readonly #world = new World({ log: new MemoryUpdateLog() })
  readonly #people: Person[] = []
  readonly #isForgetting: boolean
  readonly #cast: Cast
  readonly #isLocking: boolean
  readonly #isToFirst: boolean
  readonly #seed: number
  #tokens = 0
  readonly #fates = new RestoreFates()
  readonly #versions: number[] = []
  /** Suggestions that the restore ended. */
  #ended: ReadonlySet<string> = new Set()
  #kept = 0
  #locked = 0
  #restores = 0
  #undone = 0
  #refused = 0

  private constructor(
    seed: number,
    { cast = 'writers', isForgetting = true, isLocking = true, isToFirst = false }: RestoringOptions,
  ) {
    this.#cast = CASTS[cast]
    this.#isLocking = isLocking
    this.#isToFirst = isToFirst
    this.#seed = seed
    this.#isForgetting = isForgetting
  }

  static async run(seed: number, length: number, options: RestoringOptions = {}): Promise<RestoringOutcome> {
    const cohort = new RestoringCohort(seed, options)
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
    for (const [member, role] of this.#cast) {
      this.#world.add(member, role)
      this.#people.push({ ...this.#newPage(member, 0), member, role, acts: 0, heard: 0, knows: false })
    }
    await this.#connect()
    const line = (): string =>
      Array.from({ length: 4 }, () => {
        const word = this.#newWord()
        this.#fates.noteFirst(word)
        return word
      }).join('')
    this.#people[0]?.peer.act((tr) => {
      tr.insert(tr.doc.content.size, [block(line()), block(line()), block(line()), block(line())])
      tr.insertText(line(), 1)
    })
    await settleAll(this.#people.map(({ client }) => client))
    for (const { peer } of this.#people) peer.undoManager.clear()
    await this.#keepVersion()
  }

  #newPage(member: string, fresh: number): Pick<Person, 'client' | 'peer' | 'fresh'> {
    const place = this.#cast.findIndex(([one]) => one === member)
    const client = new Client(this.#world, member, 1_000 * (place + 1) + fresh)
    return { client, peer: openPeer(client.doc, { thorough: false }), fresh }
  }

  #newWord(): string {
    return wordOf(this.#tokens++)
  }

  async #connect(): Promise<void> {
    for (let round = 0; round < 6; round++) {
      // Whoever was refused meanwhile starts over, and comes back like anybody else.
      for (const { client } of this.#people) if (!client.isOnline) await client.connect()
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
    const before = copiesIn(client.doc)
    const token = this.#newWord()
    peer.undoManager.stopCapturing()
    if (kind === 'undo' || kind === 'redo') {
      if (peer.undoManager[kind]() !== null) this.#undone++
    } else {
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
    }
    peer.check()
    this.#fates.noteAct({ member, knows: person.knows, what: kind }, before, client.doc, token)
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
    if (person.knows || this.#restores === 0 || person.heard < this.#restores) return
    if (!this.#fates.isRestoredIn(client.doc)) return
    if (this.#isForgetting) peer.undoManager.clear()
    person.knows = true
  }

  /** As the page does; what becomes of the refused words is told elsewhere. */
  #startOver(person: Person): void {
    this.#refused++
    this.#fates.noteRefused(person.member)
    person.client.disconnect()
    person.peer.destroy()
    Object.assign(person, this.#newPage(person.member, person.fresh + 1))
  }

  async #restore(random: SeededRandom): Promise<void> {
    const room = await this.#world.room()
    const of = random.pick(this.#isToFirst ? this.#versions.slice(0, 1) : this.#versions)
    const target = await this.#textAt(of)
    const found = await this.#doc()
    const restore = () =>
      room.restores.restore('f', { id: `r${this.#restores + 1}`, of, blocks: target.blocks })
    const section = this.#drawSection(found, target)
    const lock = { id: 'l', from: section, to: section, kind: 'settled' } as const
    const locked = this.#isLocking ? await room.sectionLocks.lock('f', lock) : null
    if (locked?.ok === false) return say(`not locked: ${locked.error}`)
    const held = sectionIn(found, section, section)
    const { seq } = room
    let restored = await restore()
    const under = sectionIn(await this.#doc(), section, section)
    if (under !== held) say(`${section} is locked, and was changed: ${under} for ${held}`)
    if (locked !== null) await room.sectionLocks.unlock('f', 'l', null)
    if (!restored.ok) {
      if (showCells(cellsOf(await this.#doc())) !== showCells(cellsOf(found)))
        say('a restore was refused, and changed something')
      this.#locked++
      restored = await restore()
      if (sectionIn(await this.#doc(), section, section) === held)
        say(`a restore was refused for ${section}, which it leaves as it is`)
    }
    this.#restores++
    if (!restored.ok) return say(`not restored: ${restored.error}`)
    const left = await this.#doc()
    const now = await this.#textAt((await this.#world.room()).seq)
    if (shown(now, target) !== shown(target, target))
      say(`the text does not read as it did: ${shown(now, target)} for ${shown(target, target)}`)
    for (const person of this.#people) person.knows = false
    this.#fates.noteRestore(found, left)
    const { kept, faults } = keptWords(found, left)
    if (faults[0] !== undefined) say(faults[0])
    this.#kept = kept
    await this.#checkEnded(found, left, seq)
  }

  /** A block to lock: one that the restore has to change, if there is one, in most sessions. */
  #drawSection(found: Y.Doc, target: MomentText): string {
    const draw = seededRandom(this.#seed)
    const changing = changingBlocks(found, target)
    return draw.pick(changing.length > 0 && draw.chance(0.8) ? changing : blocksIn(found))
  }

  /** Exactly the suggestions that stand nowhere any more have ended, as rejected by who restored [DOC541]. */
  async #checkEnded(found: Y.Doc, left: Y.Doc, after: number): Promise<void> {
    const decided = new Set<string>()
    const { log, document } = this.#world
    for await (const { by, body } of log.read(document, after + 1, (await this.#world.room()).seq)) {
      const decoded = decodeLogBody(body)
      if (!decoded.ok || decoded.value.kind !== 'control' || decoded.value.entry.type !== 'decided') continue
      for (const { id, verdict } of decoded.value.entry.suggestions)
        if (by === 'f' && verdict === 'reject') decided.add(id)
    }
    const standing = suggestionsIn(left)
    this.#ended = new Set([...suggestionsIn(found)].filter((id) => !standing.has(id)))
    const [is, ought] = [[...decided].sort().join(), [...this.#ended].sort().join()]
    if (is !== ought) say(`the restore ended the suggestions ${is}, not ${ought}`)
  }

  async #textAt(seq: number): Promise<MomentText> {
    const text = momentText(await readStretch(this.#world.log, this.#world.document, seq + 1, seq))
    return text.ok ? text.value : say(text.error.detail)
  }

  async #doc(): Promise<Y.Doc> {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, (await this.#world.room()).stateAsUpdate())
    return doc
  }

  async #finish(): Promise<RestoringOutcome> {
    await this.#connect()
    const first = this.#check(await this.#doc())
    // Whoever can still undo something does, all of it: nobody's tab may hold what the restore changed.
    for (const person of this.#people) {
      const presses = (kind: 'undo' | 'redo', count: number): void => {
        const stack = kind === 'undo' ? 'undoStack' : 'redoStack'
        for (let times = 0; times < count && person.peer.undoManager[stack].length > 0; times++)
          this.#edit(person, kind, seededRandom(times))
      }
      presses('undo', 40)
      presses('redo', 4)
      presses('undo', 2)
      await this.#connect()
    }
    const doc = await this.#doc()
    const cells = showCells(cellsOf(doc))
    for (const { client, member } of this.#people)
      if (showCells(cellsOf(client.doc)) !== cells) say(`${member} differs from the server`)
    if (this.#world.broken.length > 0) say(`broken: ${JSON.stringify(this.#world.broken[0])}`)
    const last = this.#check(doc)
    const standing = suggestionsIn(doc)
    const again = [...this.#ended].filter((id) => standing.has(id))
    for (const id of again)
      if (!this.#fates.isUnaware(id, doc)) say(`${id} ended with the restore, and stands again`)
    for (const { peer } of this.#people) peer.destroy()
    const doubts = (of: Doubt): number => (first.doubts.get(of) ?? 0) + (last.doubts.get(of) ?? 0)
    return {
      exact: first.exact + last.exact,
      doubts: {
        rewritten: doubts('rewritten'),
        unaware: doubts('unaware'),
        contended: doubts('contended'),
        carried: doubts('carried'),
        mixed: doubts('mixed'),
        refused: doubts('refused'),
      },
      taken: last.taken,
      brought: last.brought,
      kept: this.#kept,
      ended: this.#ended.size,
      again: again.length,
      locked: this.#locked,
      undone: this.#undone,
      refused: this.#refused,
    }
  }

  /** What is certain of the words now. */
  #check(doc: Y.Doc): FatesOutcome {
    const outcome = this.#fates.check(doc)
    const [fault] = outcome.faults
    if (fault !== undefined) say(`seed ${this.#seed}: ${fault}`)
    return outcome
  }
}
