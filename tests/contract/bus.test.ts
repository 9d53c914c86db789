import { describe, expect, it } from 'vitest'
import type { ServerEvent } from '../../sync-server/room/bus.ts'
import { MemoryBus } from '../../sync-server/store/memory-bus.ts'

const seq = (number: number): ServerEvent => ({ type: 'seq', document: 'd', seq: number })

describe('bus in memory', () => {
  it('[LOG20] has told everybody when publish returns, in order', () => {
    const bus = new MemoryBus()
    const heard: ServerEvent[][] = [[], []]
    for (const events of heard) bus.subscribe((event) => events.push(event))
    bus.publish(seq(1))
    bus.publish(seq(2))
    expect(heard).toEqual([
      [seq(1), seq(2)],
      [seq(1), seq(2)],
    ])
  })

  it('[LOG20] tells an event published by a subscriber after the one before has reached everybody', () => {
    const bus = new MemoryBus()
    const heard: ServerEvent[] = []
    bus.subscribe((event) => {
      if (event.type === 'seq' && event.seq === 1) bus.publish(seq(2))
    })
    bus.subscribe((event) => heard.push(event))
    bus.publish(seq(1))
    expect(heard).toEqual([seq(1), seq(2)])
  })

  it('[LOG20] goes on when a subscriber throws, and reports it', () => {
    const reported: unknown[] = []
    const bus = new MemoryBus((error) => reported.push(error))
    const heard: ServerEvent[] = []
    const broken = new Error('broken')
    bus.subscribe(() => {
      throw broken
    })
    bus.subscribe((event) => heard.push(event))
    bus.publish(seq(1))
    bus.publish(seq(2))
    expect(heard).toEqual([seq(1), seq(2)])
    expect(reported).toEqual([broken, broken])
  })

  it('[LOG20] ends each subscription on its own, also of one function twice', () => {
    const bus = new MemoryBus()
    const heard: ServerEvent[] = []
    const hear = (event: ServerEvent): void => {
      heard.push(event)
    }
    const stop = bus.subscribe(hear)
    const stopOther = bus.subscribe(hear)
    stop()
    stop()
    bus.publish(seq(1))
    stopOther()
    bus.publish(seq(2))
    expect(heard).toEqual([seq(1)])
  })
})
