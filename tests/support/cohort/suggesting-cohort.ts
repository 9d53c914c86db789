import * as Y from 'yjs'
import type { Role } from '#core/access/roles.ts'
import type { Control } from '#core/protocol/control.ts'
import { reapply } from '#core/shared-doc/reapply.ts'
import { Gate } from '#core/shared-doc/gate.ts'
import type { Verdict } from '#core/shared-doc/judge.ts'
import { dropDecided } from '../../../editor/extensions/binding/undo.ts'
import { MemoryUpdateLog } from '../../../sync-server/log/memory-update-log.ts'
import type { UpdateLog } from '../../../sync-server/room/update-log.ts'
import { createDecisionMemory } from '../../../editor/sync/decision-memory.ts'
import { cellsOf } from '../gate-edits.ts'
import { block } from '../peers/peer.ts'
import { seededRandom, type SeededRandom } from '../seeded-random.ts'
import { oracleOriginal, showCells, type OracleCell } from '../suggestion-oracle.ts'
import { settleAll } from './client.ts'
import { leadless, originalOf } from './compared-texts.ts'
import { CopiedWords, standingOf } from './copied-words.ts'
import { checkDecidingAll } from './deciding-all.ts'
import { FaultyLog } from './faulty-log.ts'
import { say } from './say.ts'
import { freshPage, join, makeEdit, PEOPLE, type Person } from './suggesting-person.ts'
import type { SuggestingEdit, SuggestingOperation } from './suggesting-run.ts'
import { wordOf } from './suggesting-typist.ts'
import { WordFates } from './word-fates.ts'
import { countOf, idsOn, wordsOf } from './words-in-text.ts'
import { settled, World } from './world.ts'

/** What a session came to. */
export interface SuggestingOutcome {
  /** Updates that the gate judged, and those of them that it refused: nobody here is dishonest. */
  readonly judged: number
  readonly refused: readonly string[]
  readonly decided: number
  readonly undone: number
  readonly crashes: number
  /** Words of refused work that came back as proposals, or were told to have no place. */
  readonly returned: number
  readonly proposed: number
  /** Words of which it is known for certain whether they are in the text with everything rejected. */
  readonly checkedWords: number
  /** What came otherwise than it should, in the kinds that docs/CAVEATS.md tells of. */
  readonly faults: readonly string[]
}

/** People of three roles over the real room, gate, binding and suggest mode; throws at the first broken promise. */
export class SuggestingCohort {
  readonly #log: FaultyLog
  readonly #world: World
  readonly #people: Person[] = []
  readonly #fates = new WordFates()
  readonly #copies = new CopiedWords((word) => this.#fates.open(word))
  /** Ids that were accepted; some of these people have not heard of it yet. */
  readonly #accepted = new Set<string>()
  /** Words that were in the text of the server: what is missing of them somebody took away. */
  readonly #stored = new Set<string>()
  #tokens = 0
  #commands = 0
  #judged = 0
  readonly #refused: string[] = []
  #decided = 0
  #undone = 0
  #crashes = 0
  readonly #faults: string[] = []
  #bids = 0
  #returned = 0

  constructor(log: UpdateLog) {
    this.#log = new FaultyLog(log)
    this.#world = new World({
      log: this.#log,
      newJudge: (options) => {
        const gate = new Gate(options)
        return {
          judge: (update, sender, document, scanned) => {
            const doc = this.#docOf(gate.encodeState())
            const before = cellsOf(doc)
            const verdict = gate.judge(update, sender, document, scanned)
            this.#watch(before, verdict, sender.role, () => cellsOf(this.#docOf(gate.encodeState())))
            // Text that is carried to where its block was moved.
            if (verdict.kind === 'admitted' && verdict.repairs !== null)
              this.#copies.note(this.#docOf(gate.encodeState()), standingOf(doc), options.serverClientId)
            return verdict
          },
          writeAsServer: (write, locks) => gate.writeAsServer(write, locks),
          editAsServer: (edit, locks) => gate.editAsServer(edit, locks),
        }
      },
    })
  }

  /** `log` keeps what came of it, for who wants to read it afterwards. */
  static async run(
    operations: readonly SuggestingOperation[],
    log: UpdateLog = new MemoryUpdateLog(),
  ): Promise<SuggestingOutcome> {
    const cohort = new SuggestingCohort(log)
    await cohort.#start()
    for (const [index, operation] of operations.entries()) {
      try {
        await cohort.#do(operation)
      } catch (error) {
        const what = error instanceof Error ? (error.stack ?? error.message) : 'failed'
        throw new Error(`operation ${index} ${JSON.stringify(operation)}: ${what}`, { cause: error })
      }
    }
    return cohort.#finish()
  }

  #docOf(state: Uint8Array): Y.Doc {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, state)
    return doc
  }

  /** Nobody who proposes changes the text with everything rejected, and what is refused changes nothing. */
  #watch(before: readonly OracleCell[], verdict: Verdict, role: Role, after: () => OracleCell[]): void {
    this.#judged++
    for (const { word } of wordsOf(before)) this.#stored.add(word)
    if (verdict.kind === 'refused' && showCells(after()) !== showCells(before))
      say('a refused update changed the text')
    if (verdict.kind === 'admitted' && role === 'suggester' && originalOf(after()) !== originalOf(before))
      this.#faults.push('an update of a suggester moved base text')
  }

  async #start(): Promise<void> {
    for (const [member, role] of PEOPLE) {
      this.#world.add(member, role)
      const [suggests, memory] = [role === 'suggester', createDecisionMemory()]
      this.#people.push({ ...freshPage(this.#world, member, 0), member, role, acts: 0, suggests, memory })
    }
    await this.#connect()
    const [first] = this.#people
    first?.peer.act((tr) => {
      const line = (): string => Array.from({ length: 5 }, () => wordOf(this.#tokens++)).join('')
      tr.insert(tr.doc.content.size, [
        block(line()),
        block(line(), { kind: 'heading', level: 2 }),
        block(line()),
      ])
      tr.insertText(line(), 1)
    })
    for (let token = 0; token < this.#tokens; token++) this.#fates.noteDirect(wordOf(token))
    await settleAll(this.#people.map(({ client }) => client))
    for (const { peer } of this.#people) peer.undoManager.clear()
  }

  async #connect(): Promise<void> {
    for (const person of this.#people) if (!person.client.isOnline) await join(person)
    await settleAll(this.#people.map(({ client }) => client))
  }

  async #do({ kind, actor, seed }: SuggestingOperation): Promise<void> {
    const person = this.#people[actor] ?? say(`nobody is number ${actor}`)
    const draw = seededRandom(seed)
    switch (kind) {
      case 'mode':
        if (person.role !== 'suggester') person.suggests = !person.suggests
        return
      case 'decide':
        return this.#decide(draw)
      case 'withdraw':
        return this.#withdraw(person, draw)
      case 'undo-decision':
        return this.#undoDecision(draw)
      case 'send':
        person.client.flush(1 + draw.below(4))
        return settled()
      case 'receive':
        return this.#receive(person, 1 + draw.below(6))
      case 'exchange':
        for (const { client } of this.#people) client.flush()
        await settled()
        for (const one of this.#people) await this.#receive(one, Infinity)
        return
      case 'offline':
        person.client.disconnect()
        return
      case 'online':
        if (!person.client.isOnline) await join(person)
        return
      case 'wait':
        this.#world.clock.advance(draw.pick([50, 1_000, 12_000]))
        return settled()
      case 'crash':
        this.#crashes++
        this.#log.crash()
        this.#world.restart()
        for (const { client } of this.#people) client.lose()
        for (const one of this.#people) await join(one)
        return
      default:
        this.#edit(person, kind, draw)
    }
  }

  #edit(person: Person, kind: SuggestingEdit, draw: SeededRandom): void {
    const token = wordOf(this.#tokens++)
    const { client, peer } = person
    const all = countOf(cellsOf(client.doc))
    const before = oracleOriginal(cellsOf(client.doc))
    const stood = standingOf(client.doc)
    const was = originalOf(cellsOf(client.doc))
    const isHeadless = cellsOf(client.doc)[0]?.char !== '¶'
    peer.undoManager.stopCapturing()
    if (kind === 'undo') peer.undoManager.undo()
    else if (kind === 'redo') peer.undoManager.redo()
    else makeEdit(person, kind, draw, token, this.#world.clock.now())
    peer.check()
    const cells = cellsOf(client.doc)
    // Words whose block is gone have none until the server gives them one: an edit of them makes a block, which the
    // gate refuses from a suggester (docs/CAVEATS.md).
    if (person.role === 'suggester' && !isHeadless && originalOf(cells) !== was)
      if (kind === 'undo' || kind === 'redo') this.#faults.push(`${kind} of a suggester changed the original`)
      else say(`${kind} changed the original on the screen`)
    if (person.role !== 'suggester') this.#copies.note(client.doc, stood, client.doc.clientID)
    const [counts, now] = [countOf(before), countOf(oracleOriginal(cells))]
    for (const word of [...counts.keys(), ...now.keys()])
      if (word !== token && counts.get(word) !== now.get(word)) this.#fates.open(word)
    // Who writes directly may take away what is only proposed, as they see it; until the server has set it right, a mark
    // of somebody else may have bled onto a word on their screen.
    const left = countOf(cells)
    if (person.role !== 'suggester')
      for (const word of all.keys()) if (!left.has(word)) this.#fates.open(word)
    const typed = wordsOf(cells).filter(({ word }) => word === token)
    if (typed.length === 0) return
    // What a direct writer types on in their own proposal, accepted and not yet heard of, is text (docs/CAVEATS.md).
    const under = idsOn(typed.flatMap(({ cells: letters }) => letters))
    if (person.role !== 'suggester' && [...under].some((one) => this.#accepted.has(one)))
      this.#fates.open(token)
    if (now.get(token) === 1) this.#fates.noteDirect(token)
    else this.#fates.noteProposed(token)
  }

  async #cells(): Promise<OracleCell[]> {
    return cellsOf(this.#docOf((await this.#world.room()).stateAsUpdate()))
  }

  async #decide(draw: SeededRandom): Promise<void> {
    const cells = await this.#cells()
    const decisions = [...idsOn(cells)]
      .filter(() => draw.chance(0.3))
      .map((suggestion) => ({ suggestion, verdict: draw.chance(0.5) ? 'accept' : 'reject' }) as const)
    if (decisions.length === 0) return
    const accepted = decisions.filter(({ verdict }) => verdict === 'accept')
    this.#fates.openAll(cells, new Set(accepted.map(({ suggestion }) => suggestion)))
    // What is typed on in a proposal while it is accepted may become text.
    for (const { client } of this.#people)
      this.#fates.openAll(cellsOf(client.doc), new Set(accepted.map(({ suggestion }) => suggestion)))
    const room = await this.#world.room()
    const before = this.#docOf(room.stateAsUpdate())
    const decided = await room.decisions.decide('f', { id: `d${++this.#commands}`, decisions })
    if (!decided.ok) say(`not decided: ${decided.error}`)
    const after = this.#docOf(room.stateAsUpdate())
    for (const client of after.store.clients.keys())
      if (Y.getState(after.store, client) > Y.getState(before.store, client))
        this.#copies.note(after, standingOf(before), client)
    this.#decided += decisions.length
    for (const { suggestion } of accepted) this.#accepted.add(suggestion)
  }

  async #withdraw({ member }: Person, draw: SeededRandom): Promise<void> {
    const own = [...idsOn(await this.#cells())].filter((id) => id.startsWith(`${member}-`))
    if (own.length === 0) return
    const decisions = [{ suggestion: draw.pick(own), verdict: 'withdraw' } as const]
    const before = await this.#cells()
    await (await this.#world.room()).decisions.decide(member, { id: `d${++this.#commands}`, decisions })
    const after = await this.#cells()
    if (originalOf(after) === originalOf(before)) return
    const text = leadless(before)
    if (text(oracleOriginal(after)) !== text(oracleOriginal(before))) say('withdrawing changed the original')
  }

  async #undoDecision(draw: SeededRandom): Promise<void> {
    const room = await this.#world.room()
    const decided = room.decisions.page(null, 100).filter(({ entry }) => entry.type === 'decided')
    if (decided.length === 0) return
    // The latest first: on the others something was built, as a rule.
    const { entry } = draw.pick(decided.slice(0, 2))
    if (entry.type !== 'decided') return
    const before = showCells(await this.#cells())
    const result = await room.decisions.undo('f', {
      id: `u${++this.#commands}`,
      decision: entry.id,
      suggestions: null,
    })
    if (!result.ok && showCells(await this.#cells()) !== before) say('an undo that failed changed the text')
    if (!result.ok) return
    this.#undone++
    this.#fates.openAll(await this.#cells(), new Set(result.value.suggestions))
  }

  /** Takes frames in; forgets of undo what is decided; who was refused begins anew, as the page does. */
  async #receive(person: Person, count: number): Promise<void> {
    const { client, peer, memory } = person
    client.receive(count)
    peer.check()
    const decided = new Set<string>()
    for (const control of client.controls) {
      if (control.type !== 'decided' && control.type !== 'undone' && control.type !== 'renamed') continue
      if (memory.hear(control) && control.type === 'decided')
        for (const id of control.suggestions) decided.add(id)
    }
    const ack = client.acks.at(-1)
    if (ack !== undefined) memory.reached(ack.seq)
    if (decided.size > 0) dropDecided(peer.undoManager, decided)
    const refused = client.controls.find(({ type }) => type === 'refused')
    client.controls.length = 0
    if (refused?.type !== 'refused') return
    this.#refused.push(`${person.member} ${refused.reason}`)
    await this.#recover(person, refused)
  }

  /** A fresh copy; every word of the old one that is nowhere durable comes again as a proposal, none is lost. */
  async #recover(person: Person, refused: Extract<Control, { type: 'refused' }>): Promise<void> {
    const { client, peer } = person
    const tray = await this.#world.lateTray.list(this.#world.document)
    if (!tray.some(({ by }) => by === person.member)) say('refused work is not in the tray')
    const known = countOf(await this.#cells())
    const lost = wordsOf(cellsOf(client.doc)).flatMap(({ word }) =>
      known.has(word) || this.#stored.has(word) ? [] : [word],
    )
    for (const { word } of wordsOf(cellsOf(client.doc))) this.#fates.open(word)
    const state = Y.encodeStateAsUpdate(client.doc)
    client.disconnect()
    peer.destroy()
    Object.assign(person, freshPage(this.#world, person.member, person.fresh + 1))
    await join(person)
    await settleAll([person.client])
    const by = {
      member: person.member,
      session: refused.late ?? 'unkept',
      at: this.#world.clock.now(),
      locks: [],
      newBid: () => `back${++this.#bids}`,
    }
    const { unplaced } = reapply(person.client.doc, { state, base: null }, by, 'refused work')
    person.peer.check()
    await settleAll([person.client])
    const after = countOf(await this.#cells())
    const rest = unplaced.map(({ words }) => words).join('\n')
    for (const word of lost)
      if (!after.has(word) && !rest.includes(word)) say(`the word ${word} of refused work is lost`)
    this.#returned += lost.length
  }

  async #finish(): Promise<SuggestingOutcome> {
    for (let round = 0; round < 3; round++) {
      await this.#connect()
      for (const person of this.#people) await this.#receive(person, Infinity)
    }
    const cells = await this.#cells()
    const shown = showCells(cells)
    for (const { client, member, peer } of this.#people) {
      if (showCells(cellsOf(client.doc)) !== shown) say(`${member} differs from the server`)
      peer.check()
    }
    if (this.#world.broken.length > 0) say(`broken: ${JSON.stringify(this.#world.broken[0])}`)
    await checkDecidingAll(await this.#world.room(), cells, () => this.#cells())
    for (const { peer } of this.#people) peer.destroy()
    const { checkedWords, faults } = this.#fates.check(cells)
    return {
      judged: this.#judged,
      refused: this.#refused,
      decided: this.#decided,
      undone: this.#undone,
      crashes: this.#crashes,
      returned: this.#returned,
      proposed: this.#fates.proposed,
      checkedWords,
      faults: [...this.#faults, ...faults],
    }
  }
}
