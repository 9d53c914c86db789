import { describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { ApiFailure } from '../../../editor/sync/api-result.ts'
import { createMomentCache } from '../../../editor/ui/history/moment-cache.ts'

const UNREACHABLE: ApiFailure = { code: 'unreachable', status: 0, message: null }

/** Answers when the test says so; a call that is ended fails, as `fetch` does. */
const slowServer = () => {
  const asked: string[] = []
  const open = new Map<string, (result: Result<string, ApiFailure>) => void>()
  return {
    asked,
    answer: (key: string, result: Result<string, ApiFailure> = ok(`text of ${key}`)) =>
      open.get(key)?.(result),
    fetch: (key: string, signal: AbortSignal): Promise<Result<string, ApiFailure>> => {
      asked.push(key)
      return new Promise((resolve) => {
        open.set(key, resolve)
        signal.addEventListener('abort', () => {
          resolve(fail(UNREACHABLE))
        })
      })
    },
  }
}

describe('what is kept of moments', () => {
  it('[UI682] is fetched once, also when it is asked for again while on its way', async () => {
    const server = slowServer()
    const cache = createMomentCache(server.fetch)
    const answers = Promise.all([cache.load('seq-1'), cache.load('seq-1')])
    server.answer('seq-1')
    expect(await answers).toEqual([ok('text of seq-1'), ok('text of seq-1')])
    expect(await cache.load('seq-1')).toEqual(ok('text of seq-1'))
    expect(cache.get('seq-1')).toBe('text of seq-1')
    expect(server.asked).toEqual(['seq-1'])
  })

  it('[UI682] what was passed over is ended, what is still meant is not', async () => {
    const server = slowServer()
    const cache = createMomentCache(server.fetch)
    const [one, two] = [cache.load('seq-1'), cache.load('seq-2')]
    cache.keepOnly(['seq-2'])
    expect(await one).toEqual(fail(UNREACHABLE))
    server.answer('seq-2')
    expect(await two).toEqual(ok('text of seq-2'))
    const again = cache.load('seq-1')
    server.answer('seq-1')
    expect(await again).toEqual(ok('text of seq-1'))
  })

  it('[UI682] a failure is not kept', async () => {
    const server = slowServer()
    const cache = createMomentCache(server.fetch)
    const first = cache.load('seq-1')
    server.answer('seq-1', fail(UNREACHABLE))
    expect(await first).toEqual(fail(UNREACHABLE))
    expect(cache.get('seq-1')).toBeNull()
    const second = cache.load('seq-1')
    server.answer('seq-1')
    expect(await second).toEqual(ok('text of seq-1'))
  })

  it('[UI682] the one looked at longest ago is let go first', async () => {
    const server = slowServer()
    const cache = createMomentCache(server.fetch, 2)
    for (const key of ['seq-1', 'seq-2']) {
      const loading = cache.load(key)
      server.answer(key)
      await loading
    }
    cache.get('seq-1')
    const loading = cache.load('seq-3')
    server.answer('seq-3')
    await loading
    expect([cache.get('seq-1'), cache.get('seq-2'), cache.get('seq-3')]).toEqual([
      'text of seq-1',
      null,
      'text of seq-3',
    ])
  })
})
