import * as Y from 'yjs'
import type { Role } from '#core/access/roles.ts'
import { readBlocks } from '#core/shared-doc/whole-text.ts'
import { replay, type Replayed } from '../../../sync-server/room/replay.ts'
import { block, openPeer, type Peer } from '../peers/peer.ts'
import { trackedEdit, type Writer } from '../gate-edits.ts'
import { seededRandom } from '../seeded-random.ts'
import { Client, settleAll } from './client.ts'
import { FaultyLog } from './faulty-log.ts'
import type { Kind, Operation, Run } from './operation.ts'
import { act } from './typist.ts'
import { settled, World } from './world.ts'

const MEMBERS = ['facilitator', 'editor', 'editor', 'suggester', 'facilitator'] as const

interface Person {
  readonly member: string
  client: Client
  peer: Peer
  /** How many times this person had to start with a fresh copy. */
  fresh: number
  /** How many suggestions this person has made. */
  suggested: number
}

/** What a run came to, for figures. */
export interface Outcome {
  readonly tokens: number
  readonly checkedTokens: number
  readonly refusals: number
  readonly crashes: number
  readonly entries: number
  /** How often each kind of edit was tried, and how often it changed nothing. */
  readonly edits: ReadonlyMap<Kind, { readonly tried: number; readonly idle: number }>
}

const say = (problem: string): never => {
  throw new Error(problem)
}

/** Blocks as one comparable text: formats in order of their keys. */
const canonical = (doc: Y.Doc): string =>
  JSON.stringify(
    readBlocks(doc.getText('content')).map(({ attrs, formats, runs }) => ({
      attrs,
      formats: [...formats].toSorted(([one], [two]) => (one < two ? -1 : 1)),
      runs: mergeRuns(
        runs.map(({ text, formats: on }) => [
          text,
          JSON.stringify([...on].toSorted(([one], [two]) => (one < two ? -1 : 1))),
        ]),
      ),
    })),
  )

const mergeRuns = (runs: readonly (readonly [string, string])[]): (readonly [string, string])[] => {
  const merged: (readonly [string, string])[] = []
  for (const [text, formats] of runs) {
    const last = merged.at(-1)
    if (last !== undefined && last[1] === formats) merged[merged.length - 1] = [last[0] + text, formats]
    else merged.push([text, formats])
  }
  return merged
}

const wordsIn = (text: string): string[] => [...text.matchAll(/w\d+(?= )/g)].map(([word]) => word)

/** The part of a text that a move, an undo or a redo took out and put in: between common beginning and common end. */
const changedWindow = (before: string, after: string, kind: Operation['kind']): string => {
  if (kind !== 'move' && kind !== 'undo' && kind !== 'redo') return ''
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  let end = 0
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) end++
  // Whole lines: what was moved came as blocks.
  const from = before.lastIndexOf('\n', start - 1) + 1
  const to = before.indexOf('\n', before.length - end)
  return before.slice(from, to < 0 ? before.length : to)
}

/** Runs a session over the real room, gate and binding; throws at the first broken promise. */
export class Cohort {
  readonly #log = new FaultyLog()
  readonly #world = new World({ log: this.#log })
  readonly #people: Person[] = []
  /** Words that somebody deleted, broke or copied on purpose, or that were refused. */
  readonly #touched = new Set<string>()
  /** Words that somebody moved. */
  readonly #moved = new Set<string>()
  readonly #suggesters = new Set<string>()
  /** Was the stage ever changed? */
  #wasCapped = false
  #tokens = 0
  #refusals = 0
  #crashes = 0
  readonly #edits = new Map<Kind, { tried: number; idle: number }>()

  static async run(run: Run): Promise<Outcome> {
    const cohort = new Cohort()
    await cohort.#start(run.clients)
    for (const [index, operation] of run.operations.entries()) {
      try {
        await cohort.#do(operation)
        if (index % 10 === 9) await cohort.#checkDurable()
      } catch (error) {
        const what = error instanceof Error ? (error.stack ?? error.message) : 'failed'
        throw new Error(`operation ${index} ${JSON.stringify(operation)}: ${what}`, { cause: error })
      }
    }
    return cohort.#finish()
  }

  async #start(clients: number): Promise<void> {
    for (let index = 0; index < clients; index++) {
      const member = `m${index}`
      this.#world.add(member, 'editor')
      this.#setRole(member, MEMBERS[index % MEMBERS.length] ?? 'editor')
      this.#people.push(this.#person(member, 0))
    }
    // Changes the stages, and never writes.
    this.#world.add('f', 'facilitator')
    for (const { client } of this.#people) await client.connect()
    await settleAll(this.#people.map(({ client }) => client))
    // Nobody works on nothing: a text of a few lines is there before they begin.
    const [first] = this.#people
    first?.peer.act((tr) => {
      const line = (): string => Array.from({ length: 4 }, () => `w${this.#tokens++} `).join('')
      tr.insert(tr.doc.content.size, [
        block(line()),
        block(line(), { kind: 'heading', level: 2 }),
        block(line()),
      ])
      tr.insertText(line(), 1)
    })
    await settleAll(this.#people.map(({ client }) => client))
    for (const { peer } of this.#people) peer.undoManager.clear()
  }

  #person(member: string, fresh: number): Person {
    const client = new Client(this.#world, member, 1_000 * (Number(member.slice(1)) + 1) + fresh)
    return { member, client, peer: openPeer(client.doc), fresh, suggested: 0 }
  }

  async #do({ kind, actor, seed }: Operation): Promise<void> {
    const person = this.#people[actor] ?? say(`nobody is number ${actor}`)
    const draw = seededRandom(seed)
    switch (kind) {
      case 'type':
      case 'delete':
      case 'delete-block':
      case 'delete-all':
      case 'split':
      case 'join':
      case 'retype':
      case 'move':
      case 'paste':
      case 'undo':
      case 'wild':
        return this.#act(person, kind, seed)
      case 'redo':
        // Whoever has nothing to take up again takes something back first.
        if (!person.peer.undoManager.canRedo()) this.#act(person, 'undo', seed)
        return this.#act(person, kind, seed)
      case 'send':
        person.client.flush(1 + draw.below(4))
        return
      case 'receive':
        this.#receive(person, 1 + draw.below(6))
        return
      case 'exchange':
        for (const one of this.#people) one.client.flush()
        await settled()
        for (const one of this.#people) this.#receive(one, Infinity)
        return
      case 'offline':
        person.client.disconnect()
        return
      case 'online':
        if (!person.client.isOnline) await person.client.connect()
        return
      case 'hold':
        this.#log.hold()
        return
      case 'release':
        this.#log.release()
        return settled()
      case 'crash':
        return this.#crash()
      case 'role':
        this.#setRole(person.member, draw.pick(['commenter', 'suggester', 'editor', 'editor']))
        return
      case 'stage': {
        const room = await this.#world.room()
        this.#wasCapped = true
        // A log that stalls holds it back as it does everything.
        void room.stages.set('f', draw.pick(['drafting', 'drafting', 'suggesting']), null)
        return settled()
      }
      case 'wait':
        this.#world.clock.advance(draw.pick([50, 1_000, 12_000]))
        return settled()
    }
  }

  #setRole(member: string, role: Role): void {
    if (role === 'suggester') this.#suggesters.add(member)
    this.#world.setRole(member, role)
  }

  #act(person: Person, kind: Operation['kind'], seed: number): void {
    const token = `w${this.#tokens++}`
    const { client } = person
    const textBefore = client.plain
    const before = this.#count(client)
    const shown = person.peer.doc
    if (this.#world.members.get(person.member)?.role === 'suggester') this.#suggest(person, seed)
    else act(person.peer, kind, seed, token)
    const edits = this.#edits.get(kind) ?? { tried: 0, idle: 0 }
    this.#edits.set(kind, { tried: edits.tried + 1, idle: edits.idle + (shown.eq(person.peer.doc) ? 1 : 0) })
    person.peer.check()
    const after = this.#count(client)
    // Gone, broken or copied by this person's own hand; undo and redo bring others back.
    for (const [word, times] of before) if (after.get(word) !== times) this.#touched.add(word)
    for (const [word] of after) if (word !== token && !before.has(word)) this.#touched.add(word)
    if (after.get(token) !== 1) this.#touched.add(token)
    // Taken out and put in again: two who do that at once may double them, which the server keeps (3.6 of the design).
    for (const word of wordsIn(changedWindow(textBefore, client.plain, kind))) this.#moved.add(word)
    // What is cut anywhere can look like another word: the halves of two make a third.
    if (kind === 'wild') for (const word of wordsIn(textBefore)) this.#touched.add(word)
  }

  /** What a suggester does, in one transaction as an editor makes it. */
  #suggest(person: Person, seed: number): void {
    const { member, client, fresh, suggested } = person
    const writer: Writer = {
      sender: { member, role: 'suggester' },
      doc: client.doc,
      unsent: [],
      clock: 1_000 * fresh + suggested,
    }
    client.doc.transact(() => trackedEdit(writer, seededRandom(seed), this.#world.clock.now()))
    person.suggested++
  }

  #count(client: Client): Map<string, number> {
    const counts = new Map<string, number>()
    for (const [word] of client.plain.matchAll(/w\d+(?= )/g)) counts.set(word, (counts.get(word) ?? 0) + 1)
    return counts
  }

  /** Takes frames in; a person whose work was refused starts with a fresh copy, as the editor does. */
  #receive(person: Person, count: number): void {
    const { client, peer } = person
    client.receive(count)
    peer.check()
    const refused = client.controls.find(({ type }) => type === 'refused')
    const terminal = client.line?.socket.closed
    if (terminal !== undefined && terminal !== null && terminal.code !== 1013)
      say(`closed with ${terminal.code} ${terminal.reason}`)
    if (refused === undefined) return
    this.#refusals++
    if (refused.type === 'refused' && !this.#isDue(refused.reason, person))
      say(`honest work refused: ${JSON.stringify(refused)}`)
    // What was not durable is in the late tray; it is not merged by itself.
    for (const [word] of this.#count(client)) if (!this.#isDurable(word)) this.#touched.add(word)
    client.disconnect()
    peer.destroy()
    Object.assign(person, this.#person(person.member, person.fresh + 1))
  }

  /**
   * A role or a stage may have changed under somebody's work; two people may suggest into each other's words, and who
   * wrote directly may have to suggest by now.
   */
  #isDue(reason: string, { member }: Person): boolean {
    if (reason === 'role' || reason === 'stage') return true
    return reason === 'base-or-foreign-changed' && (this.#wasCapped || this.#suggesters.has(member))
  }

  #durable = ''
  #isDurable(word: string): boolean {
    return this.#durable.includes(`${word} `)
  }

  async #replayed(): Promise<Replayed> {
    const replayed = replay(await this.#log.inner.load(this.#world.document))
    if (!replayed.ok) return say(`the log cannot be replayed: ${replayed.error.detail}`)
    this.#durable = readBlocks(replayed.value.doc.getText('content'))
      .map(({ runs }) => runs.map(({ text }) => text).join(''))
      .join('\n')
    return replayed.value
  }

  /** Whatever anybody has seen of others, and whatever was acknowledged, is in the log. */
  async #checkDurable(): Promise<void> {
    if (this.#world.broken.length > 0) say(`broken: ${String(this.#world.broken[0]?.type)}`)
    const { doc } = await this.#replayed()
    for (const { client, member } of this.#people) {
      for (const [other, structs] of client.doc.store.clients) {
        const last = structs.at(-1)
        if (other === client.doc.clientID || last === undefined) continue
        if (last.id.clock + last.length > Y.getState(doc.store, other))
          say(`${member} saw what is not durable`)
      }
      if (
        client.isSaved &&
        Y.getState(doc.store, client.doc.clientID) < Y.getState(client.doc.store, client.doc.clientID)
      )
        say(`${member} was told "saved" too early`)
    }
    doc.destroy()
  }

  /** The process dies: everything in memory and on the lines is gone; the log stays as it is. */
  async #crash(): Promise<void> {
    this.#crashes++
    this.#log.crash()
    this.#world.restart()
    for (const { client } of this.#people) client.lose()
    await this.#checkDurable()
    for (const { client } of this.#people) await client.connect()
  }

  async #finish(): Promise<Outcome> {
    this.#log.release()
    await (await this.#world.room()).stages.set('f', 'drafting', null)
    for (const { member } of this.#people) this.#setRole(member, 'editor')
    for (let round = 0; round < 12; round++) {
      for (const { client } of this.#people) if (!client.isOnline) await client.connect()
      for (const { client } of this.#people) client.flush()
      await settled()
      this.#world.clock.advance(1_000)
      await settled()
      for (const person of this.#people) this.#receive(person, Infinity)
    }
    await this.#checkDurable()
    const { doc } = await this.#replayed()
    const truth = canonical(doc)
    for (const { client, member, peer } of this.#people) {
      if (!client.isSaved) say(`${member} is not saved at the end`)
      if (canonical(client.doc) !== truth) say(`${member} differs from the log`)
      peer.check()
    }
    const room = await this.#world.room()
    if (
      JSON.stringify(room.content().map(({ attrs }) => attrs)) !==
      JSON.stringify(readBlocks(doc.getText('content')).map(({ attrs }) => attrs))
    )
      say('the live document differs from its log')
    await this.#checkJoiner(truth)
    const bids = readBlocks(doc.getText('content')).map(({ attrs }) => attrs.bid)
    if (bids.includes(null)) say('a block without a bid')
    if (new Set(bids).size !== bids.length) say('two blocks with one bid')
    const checked = this.#checkTokens()
    for (const { peer } of this.#people) peer.destroy()
    return {
      tokens: this.#tokens,
      checkedTokens: checked,
      refusals: this.#refusals,
      crashes: this.#crashes,
      entries: room.seq,
      edits: this.#edits,
    }
  }

  /** Somebody who comes new, before and after a restart, sees the same. */
  async #checkJoiner(truth: string): Promise<void> {
    for (const clientId of [901, 902]) {
      const joiner = new Client(this.#world, 'm0', clientId)
      await joiner.connect()
      await settleAll([joiner])
      if (canonical(joiner.doc) !== truth) say('a fresh joiner differs')
      joiner.disconnect()
      await this.#world.registry.closeAll()
      this.#world.restart()
    }
  }

  /** L0: every word that nobody touched is there once. */
  #checkTokens(): number {
    let checked = 0
    const counts = new Map<string, number>()
    for (const [word] of this.#durable.matchAll(/w\d+(?= )/g)) counts.set(word, (counts.get(word) ?? 0) + 1)
    for (const token of this.#typed) {
      if (this.#touched.has(token)) continue
      checked++
      const times = counts.get(token) ?? 0
      if (this.#moved.has(token) ? times === 0 : times !== 1) say(`the word ${token} is there ${times} times`)
    }
    return checked
  }

  get #typed(): string[] {
    return Array.from({ length: this.#tokens }, (_, index) => `w${index}`)
  }
}
