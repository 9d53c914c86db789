import { describe, expect, it } from 'vitest'
import { type AppendSource, GroupAppender } from '../../sync-server/room/group-appender.ts'
import type { LogBatch, NewLogEntry, UpdateLog } from '../../sync-server/room/update-log.ts'
import { FakeClock } from '../support/fake-clock.ts'

const entry = (text: string): NewLogEntry => ({ at: 0, by: 'm', body: new TextEncoder().encode(text) })
const settled = (): Promise<void> => new Promise((done) => setImmediate(done))

/** Remembers which documents came together; everything is durable at once. */
const listeningLog = (): { readonly log: Pick<UpdateLog, 'append'>; readonly batches: string[] } => {
  const batches: string[] = []
  const append = (given: readonly LogBatch[]): Promise<readonly number[]> => {
    batches.push(given.map(({ document, entries }) => `${document}×${entries.length}`).join(' '))
    return Promise.resolve(given.map(() => 1))
  }
  return { log: { append }, batches }
}

class Source implements AppendSource {
  readonly document: string
  waiting: NewLogEntry[] = []
  storedTimes = 0
  constructor(document: string) {
    this.document = document
  }
  take(): readonly NewLogEntry[] {
    return this.waiting.splice(0)
  }
  stored(): void {
    this.storedTimes++
  }
  failed(error: unknown): void {
    throw error
  }
}

describe('batches for the log', () => {
  it('[DOC23] the first goes at once; what follows within the spacing goes together, when it is over', async () => {
    const clock = new FakeClock()
    const { log, batches } = listeningLog()
    const appender = new GroupAppender(log, clock, 2)
    const [one, two] = [new Source('one'), new Source('two')]
    const write = (source: Source): void => {
      source.waiting.push(entry('x'))
      appender.wake(source)
    }
    write(one)
    await settled()
    expect(batches).toEqual(['one×1'])
    expect(one.storedTimes).toBe(1)
    write(one)
    await settled()
    clock.advance(1)
    write(two)
    write(one)
    await settled()
    expect(batches).toEqual(['one×1'])
    clock.advance(1)
    await settled()
    expect(batches).toEqual(['one×1', 'one×2 two×1'])
    clock.advance(2)
    await appender.idle()
    write(two)
    await settled()
    expect(batches.at(-1)).toBe('two×1')
  })
})
