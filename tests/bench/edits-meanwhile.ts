import { setTimeout as pause } from 'node:timers/promises'
import type { Person } from '../support/device.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { quantile } from './statistics.ts'
import { WireClient, type WireTarget } from './wire-client.ts'
import { writerOf } from './writer.ts'

/** As often as a person who types fast. */
const BETWEEN_EDITS = 100

const targetOf = (who: Person, port: number, document: string): WireTarget => ({
  server: 'siyagha',
  port,
  document,
  cookie: who.cookie,
})

/** How long an edit of others took from one of them to another while `act` went on, p95 in ms; they write in `document`. */
export const editsMeanwhile = async (
  who: Person,
  port: number,
  document: string,
  act: () => Promise<unknown>,
): Promise<number> => {
  const sent = new Map<number, number>()
  const times: number[] = []
  const heard = (token: number): void => {
    const at = sent.get(token)
    if (at === undefined) return
    sent.delete(token)
    times.push(performance.now() - at)
  }
  const target = targetOf(who, port, document)
  const writer = await WireClient.connect(target, {}, 'first-state')
  const reader = await WireClient.connect(target, { token: heard }, 'nothing')
  const write = writerOf(writer, seededRandom(11).next)
  let isOver = false
  const writing = (async () => {
    for (let token = 1; !isOver; token++) {
      const update = write(token)
      sent.set(token, performance.now())
      writer.send(update)
      await pause(BETWEEN_EDITS)
    }
  })()
  await act()
  isOver = true
  await writing
  for (let left = 50; sent.size > 0 && left > 0; left--) await pause(20)
  writer.close()
  reader.close()
  return quantile(times, 0.95)
}

/** Changes a text in `places` places: at each a word comes, at every second one goes as well. */
export const changeText = async (
  who: Person,
  port: number,
  document: string,
  places: number,
): Promise<void> => {
  let durable = 0
  const heard = (handled: number): void => {
    durable = handled
  }
  const client = await WireClient.connect(targetOf(who, port, document), { ack: heard }, 'first-state')
  const text = client.doc.getText('content')
  const delta: readonly { readonly insert?: unknown }[] = text.toDelta()
  const letters = delta.map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC')).join('')
  const blanks = [...letters.matchAll(/ (?=[\p{L}\p{M}]{3,} )/gu)].map(({ index }) => index)
  const step = Math.max(1, Math.floor(blanks.length / places))
  let sent = 0
  // In several frames, below the limit; from the end, so that the places before stay where they are.
  for (let place = places - 1; place >= 0; place -= 100) {
    let update = new Uint8Array()
    const keep = (bytes: Uint8Array): void => {
      update = new Uint8Array(bytes)
    }
    client.doc.on('update', keep)
    client.doc.transact(() => {
      for (let at = place; at > place - 100 && at >= 0; at--) {
        const blank = blanks[at * step] ?? 0
        const word = /^[\p{L}\p{M}]+/u.exec(letters.slice(blank + 1))?.[0] ?? ''
        if (at % 2 === 0) text.delete(blank + 1, word.length)
        text.insert(blank + 1, at % 2 === 0 ? 'بديل' : 'مزيد ')
      }
    })
    client.doc.off('update', keep)
    sent = client.send(update)
  }
  while (durable < sent) await pause(20)
  client.close()
}
