import { setTimeout as pause } from 'node:timers/promises'
import { seededRandom } from '../support/seeded-random.ts'
import { quantile, round } from './statistics.ts'
import { WireClient, type WireTarget } from './wire-client.ts'
import { writerOf } from './writer.ts'

/** A result, and the milliseconds that it took. */
export const timed = async <T>(act: () => Promise<T> | T): Promise<readonly [T, number]> => {
  const started = performance.now()
  const result = await act()
  return [result, performance.now() - started]
}

/** Latencies of a writer's edits to another member while `meanwhile` goes on. */
export const feltBy = async (
  target: WireTarget,
  meanwhile: () => Promise<void>,
): Promise<readonly number[]> => {
  const sent = new Map<number, number>()
  const latencies: number[] = []
  const hear = (token: number): void => {
    const at = sent.get(token)
    if (at !== undefined) latencies.push(performance.now() - at)
  }
  const writer = await WireClient.connect(target, {}, 'first-state')
  const reader = await WireClient.connect(target, { token: hear }, 'nothing')
  const write = writerOf(writer, seededRandom(5).next)
  let isOver = false
  const working = meanwhile().finally(() => (isOver = true))
  for (let token = 1; !isOver; token++) {
    const update = write(token)
    sent.set(token, performance.now())
    writer.send(update)
    await pause(20)
  }
  await working
  await pause(200)
  writer.close()
  reader.close()
  return latencies
}

export const felt = (name: string, latencies: readonly number[]): (string | number)[] => [
  name,
  round(quantile(latencies, 0.5)),
  round(quantile(latencies, 0.95)),
  round(quantile(latencies, 0.99)),
  round(Math.max(...latencies)),
]
