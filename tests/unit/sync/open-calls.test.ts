import { describe, expect, it } from 'vitest'
import { createOpenCalls } from '../../../editor/sync/open-calls.ts'

describe('open calls', () => {
  it('[UI933] end when the line is back that swallowed them; later ones, and those that have an answer, go on', async () => {
    let now = 0
    const signals: AbortSignal[] = []
    const answers: ((answer: Response) => void)[] = []
    const calls = createOpenCalls(
      (_input, init) =>
        new Promise((resolve, reject) => {
          const signal = init?.signal
          if (!(signal instanceof AbortSignal)) throw new Error('a call without a signal')
          signals.push(signal)
          answers.push(resolve)
          signal.addEventListener('abort', () => {
            reject(new TypeError('ended'))
          })
        }),
      () => now,
    )
    const lost = calls.fetch('/api/a')
    now = 10
    const answered = calls.fetch('/api/b')
    answers[1]?.(new Response('ok'))
    expect(await (await answered).text()).toBe('ok')
    now = 20
    const later = calls.fetch('/api/c')
    calls.endBefore(20)
    await expect(lost).rejects.toThrow('ended')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false, false])
    answers[2]?.(new Response('late'))
    expect((await later).ok).toBe(true)
  })

  it('still end by their own signal, before they are made and after', async () => {
    const calls = createOpenCalls(
      async (_input, init) => {
        await new Promise((resolve) => setTimeout(resolve))
        if (init?.signal?.aborted === true) throw new TypeError('ended')
        return new Response('ok')
      },
      () => 0,
    )
    const own = new AbortController()
    const call = calls.fetch('/api/a', { signal: own.signal })
    own.abort()
    await expect(call).rejects.toThrow('ended')
    await expect(calls.fetch('/api/a', { signal: own.signal })).rejects.toThrow('ended')
  })
})
