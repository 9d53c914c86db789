import { describe, expect, it } from 'vitest'
import { fetchRest, partFile } from '../../../editor/ui/later/part-file.ts'

const away = (): Promise<never> => Promise.reject(new Error('away'))

describe('a part in a file of its own', () => {
  it('[UI852] is fetched once, however often it is wanted, and then at hand', async () => {
    let asked = 0
    const file = partFile(() => Promise.resolve(++asked))
    expect(file.part()).toBeNull()
    expect(await Promise.all([file.fetch(), file.fetch()])).toEqual([1, 1])
    expect(file.part()).toBe(1)
  })

  it('[UI853] that could not be had is asked for again', async () => {
    let reachable = false
    const file = partFile(() => (reachable ? Promise.resolve('here') : away()))
    await expect(file.fetch()).rejects.toThrow('away')
    expect(file.part()).toBeNull()
    reachable = true
    await expect(file.fetch()).resolves.toBe('here')
  })

  it('[UI852] comes by itself when nothing else is to do, one after the other', async () => {
    const order: string[] = []
    const idle = (): Promise<void> => {
      order.push('idle')
      return Promise.resolve()
    }
    const named = (name: string) =>
      partFile(() => {
        order.push(name)
        return Promise.resolve(name)
      })
    const here = named('here')
    await here.fetch()
    named('first')
    named('second')
    await fetchRest(idle)
    expect(order.filter((one) => one !== 'idle')).toEqual(['here', 'first', 'second'])
    expect(order.slice(-4)).toEqual(['idle', 'first', 'idle', 'second'])
  })
})
