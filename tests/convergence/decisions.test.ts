import { describe, expect, it } from 'vitest'
import { NO_FORMATS, type RawFormats } from '#core/schema/content.ts'
import { editSequence } from '#core/shared-doc/sequence-edit.ts'
import { Sequence } from '#core/shared-doc/sequence.ts'
import { ownerOf, suggestionsOn } from '#core/suggestions/suggestion.ts'
import { Client, settleAll } from '../support/cohort/client.ts'
import { settled, World } from '../support/cohort/world.ts'
import { seededRandom, type SeededRandom } from '../support/seeded-random.ts'

const SESSIONS = 40
const STEPS = 60

interface Player {
  readonly member: string
  readonly isWriter: boolean
  client: Client
}

/** A session of two who write directly and two who propose, over lines that lag and break. */
class Play {
  readonly world = new World()
  readonly random: SeededRandom
  readonly players: Player[] = []
  refusals = 0
  renamed = 0
  undone = 0
  decided = 0
  #ids = 0
  #clients = 100

  constructor(seed: number) {
    this.random = seededRandom(seed)
  }

  async start(): Promise<void> {
    for (const [member, role] of [
      ['f', 'facilitator'],
      ['e', 'editor'],
      ['s', 'suggester'],
      ['t', 'suggester'],
    ] as const) {
      this.world.add(member, role)
      const player = { member, isWriter: role !== 'suggester', client: this.#fresh(member) }
      this.players.push(player)
      await player.client.connect()
    }
    await this.settle()
    this.players[0]?.client.text.insert(1, 'one two three four five')
    await this.settle()
  }

  #fresh(member: string): Client {
    return new Client(this.world, member, ++this.#clients)
  }

  async settle(): Promise<void> {
    for (const { client } of this.players) if (!client.isOnline) await client.connect()
    await settleAll(this.players.map(({ client }) => client))
    await this.replaceRefused()
  }

  /** Who was refused starts anew, as the editor does. */
  async replaceRefused(): Promise<void> {
    for (const player of this.players) {
      const { controls } = player.client
      this.renamed += controls.filter(({ type }) => type === 'renamed').length
      if (controls.some(({ type }) => type === 'refused')) {
        this.refusals++
        player.client.disconnect()
        player.client = this.#fresh(player.member)
        await player.client.connect()
        await settleAll([player.client])
      }
      player.client.controls.length = 0
    }
  }

  edit(player: Player): void {
    const { random } = this
    const { member, isWriter, client } = player
    const sequence = new Sequence(client.text)
    const slot = sequence.slotOf(random.below(sequence.size))
    const { length } = sequence.block(slot)
    const start = random.below(length + 1)
    const end = Math.min(length, start + 1 + random.below(5))
    const by = { by: member, at: 1_000 + this.#ids }
    const id = `${member}-x-${++this.#ids}`
    const [front, behind] = [formatsAt(sequence, slot, start - 1), formatsAt(sequence, slot, start)]
    const outer = [...front].filter(([key]) => key.includes('--') && behind.has(key))
    const isNested = outer.some(([key]) => !key.startsWith('formatChange'))
    const own = ownerOf(front)?.by === member || ownerOf(behind)?.by === member
    const formats: RawFormats =
      own && !isWriter
        ? ownerOf(front)?.by === member
          ? front
          : behind
        : isWriter && !isNested
          ? NO_FORMATS
          : new Map([...outer, [`insertion--${id}`, by]])
    const word = String.fromCharCode(97 + random.below(26)).repeat(1 + random.below(3))
    editSequence(sequence, 'player', (edit) => {
      switch (random.below(6)) {
        case 0:
        case 1:
        case 2:
          return edit.insertText({ slot, offset: start }, word, formats)
        case 3:
          if (start === end) return undefined
          if (isWriter) return edit.delete({ slot, offset: start }, { slot, offset: end })
          for (let offset = end - 1; offset >= start; offset--) {
            const mine = ownerOf(formatsAt(sequence, slot, offset))?.by === member
            if (mine) edit.delete({ slot, offset }, { slot, offset: offset + 1 })
            else edit.format({ slot, offset }, 1, new Map([[`deletion--${id}`, by]]))
          }
          return undefined
        case 4: {
          const entries = new Map<string, unknown>([['bid', `${member}${this.#ids}`]])
          if (!isWriter) entries.set(`insertion--${id}`, by)
          return edit.insertMarker({ slot, offset: start }, entries)
        }
        default: {
          const set = JSON.stringify({ kind: 'heading', level: 1 + random.below(3) })
          if (isWriter) return edit.setMarker(slot, new Map<string, unknown>([['kind', 'quote']]))
          return edit.setMarker(slot, new Map([[`formatChange--${id}`, { ...by, set }]]))
        }
      }
    })
    sequence.destroy()
  }

  async decide(): Promise<void> {
    const room = await this.world.room()
    const standing = [...idsIn(room.content())]
    const decisions = standing
      .filter(() => this.random.below(3) === 0)
      .map(
        (suggestion) => ({ suggestion, verdict: this.random.below(2) === 0 ? 'accept' : 'reject' }) as const,
      )
    if (decisions.length === 0) return
    await room.decisions.decide('f', { id: `d${++this.#ids}`, decisions })
    this.decided += decisions.length
  }

  async undo(): Promise<void> {
    const room = await this.world.room()
    const all = room.decisions.page(null, 100)
    const record = all[this.random.below(all.length + 1)]
    if (record?.entry.type !== 'decided') return
    const command = { id: `u${++this.#ids}`, decision: record.entry.id, suggestions: null }
    const before = room.content()
    const result = await room.decisions.undo('f', command)
    if (!result.ok) return expect(room.content()).toEqual(before)
    this.undone++
    const standing = idsIn(room.content())
    for (const id of result.value.suggestions) expect(standing.has(id), id).toBe(true)
  }

  /** Nothing stands under an id that is decided [SUG404]. */
  async check(): Promise<void> {
    const room = await this.world.room()
    for (const record of room.decisions.page(null, 1_000))
      if (record.entry.type === 'decided')
        for (const { id } of record.entry.suggestions)
          if (room.decisions.holds(id, record)) expect(idsIn(room.content()).has(id), id).toBe(false)
    expect(this.world.broken).toEqual([])
  }
}

const formatsAt = (sequence: Sequence, slot: number, offset: number): RawFormats => {
  let at = 0
  for (const { text, formats } of sequence.runs(slot)) {
    if (offset >= at && offset < at + text.length) return formats
    at += text.length
  }
  return NO_FORMATS
}

const idsIn = (
  blocks: readonly {
    readonly formats: RawFormats
    readonly runs: readonly { readonly formats: RawFormats }[]
  }[],
): Set<string> =>
  new Set(
    blocks
      .flatMap(({ formats, runs }) => [formats, ...runs.map((run) => run.formats)])
      .flatMap((formats) => suggestionsOn(formats).map(({ id }) => id)),
  )

const play = async (seed: number): Promise<Play> => {
  const session = new Play(seed)
  await session.start()
  const { random, players } = session
  for (let step = 0; step < STEPS; step++) {
    const player = players[random.below(players.length)]
    if (player === undefined) continue
    const act = random.below(20)
    if (act < 12) session.edit(player)
    else if (act < 14) await session.decide()
    else if (act < 15) await session.undo()
    else if (act < 16 && player.client.isOnline) player.client.disconnect()
    else if (act < 18 && !player.client.isOnline) await player.client.connect()
    else await session.settle()
    player.client.flush(random.below(4))
    await settled()
    player.client.receive(random.below(4))
    await session.replaceRefused()
    if (step % 10 === 0) await session.check()
  }
  await session.settle()
  await session.settle()
  await session.check()
  return session
}

describe('deciding while everybody works', () => {
  it(`[SUG404] ${SESSIONS} sessions of ${STEPS} acts: nothing stands under a decided id, everybody holds the same text, nothing breaks`, async () => {
    const sum = { refusals: 0, renamed: 0, undone: 0, decided: 0 }
    for (let seed = 1; seed <= SESSIONS; seed++) {
      const session = await play(seed).catch((error: unknown) => {
        throw new Error(`seed ${seed}`, { cause: error })
      })
      const room = await session.world.room()
      const texts = session.players.map(({ client }) => {
        const sequence = new Sequence(client.text)
        const blocks = [...sequence.blocks()].map(({ attrs, formats, runs }) => ({ attrs, formats, runs }))
        sequence.destroy()
        return blocks
      })
      for (const text of texts) expect(idsIn(text), `seed ${seed}`).toEqual(idsIn(room.content()))
      for (const text of texts) expect(text, `seed ${seed}`).toEqual(texts[0])
      for (const key of ['refusals', 'renamed', 'undone', 'decided'] as const) sum[key] += session[key]
    }
    expect(sum.decided).toBeGreaterThan(SESSIONS)
    expect(sum.renamed).toBeGreaterThan(0)
    expect(sum.undone).toBeGreaterThan(0)
  })
})
