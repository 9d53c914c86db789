import { describe, expect, it } from 'vitest'
import { fetchParts, NO_PARTS, readParts, type Part } from '../../../editor/start/parts.ts'

const PARTS: readonly Part[] = [
  ['/assets/a.js', 10],
  ['/assets/b.js', 30],
]

const run = async (answers: Readonly<Record<string, readonly (string | 404)[]>>) => {
  const asked: string[] = []
  const shares: number[] = []
  const faltered: boolean[] = []
  await fetchParts(PARTS, {
    fetch: (path) => {
      const answer = answers[path]?.[asked.filter((one) => one === path).length] ?? 'broken'
      asked.push(path)
      if (answer === 'broken') return Promise.reject(new TypeError('the connection broke'))
      return Promise.resolve(answer === 404 ? new Response('', { status: 404 }) : new Response(answer))
    },
    wait: () => Promise.resolve(),
    progressed: (share) => shares.push(share),
    faltered: (isFaltering) => faltered.push(isFaltering),
  })
  return { asked, shares, faltered }
}

describe('the parts of a page', () => {
  it('[UI801] are asked for again until they are here, and the reader is told how far it is', async () => {
    const { asked, shares, faltered } = await run({
      '/assets/a.js': ['broken', 'broken', 'a'.repeat(10)],
      '/assets/b.js': ['b'.repeat(30)],
    })
    expect(asked.filter((path) => path === '/assets/a.js')).toHaveLength(3)
    expect(asked.filter((path) => path === '/assets/b.js')).toHaveLength(1)
    expect(shares.at(-1)).toBe(1)
    expect(shares.toSorted((one, two) => one - two)).toEqual(shares)
    expect([faltered.includes(true), faltered.at(-1)]).toEqual([true, false])
  })

  it('[UI801] that the server does not have are left to whoever imports them', async () => {
    const { asked } = await run({ '/assets/a.js': [404], '/assets/b.js': ['b'] })
    expect(asked).toHaveLength(2)
  })

  it('are read from what the build wrote; nothing else counts', () => {
    expect(readParts('{"page":[["/a",1],["/b"]],"document":[]}')).toEqual({ page: [['/a', 1]], document: [] })
    expect([readParts(null), readParts(''), readParts('[]')]).toEqual([NO_PARTS, NO_PARTS, NO_PARTS])
  })
})
