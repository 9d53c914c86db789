import { Client, settleAll } from './client.ts'
import { World, type WorldOptions } from './world.ts'

/** A document with two editors in it, who are up to date. Of the group is also the facilitator `f`, who is elsewhere. */
export const twoEditors = async (options: WorldOptions = {}) => {
  const world = new World(options)
  world.add('a', 'editor')
  world.add('b', 'editor')
  world.add('f', 'facilitator')
  const [a, b] = [new Client(world, 'a', 11), new Client(world, 'b', 12)]
  await a.connect()
  await b.connect()
  await settleAll([a, b])
  return { world, a, b, both: [a, b] as const }
}
