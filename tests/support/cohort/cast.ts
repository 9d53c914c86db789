import type { Role } from '#core/access/roles.ts'
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

/** A page of a member: who, in which role, under which client id. */
type Opening = readonly [member: string, role: Role, client: number]

/** How they connect, see {@link Client.connect}. */
type Connecting = Parameters<Client['connect']>[0]

/** These members have the document open, are up to date, and the first of them has written `words`. */
export const gather = async (
  openings: readonly Opening[],
  words: string,
  { connecting, ...options }: WorldOptions & { readonly connecting?: Connecting } = {},
) => {
  const world = new World(options)
  const pages = new Map(
    openings.map(([member, role, client]) => {
      world.add(member, role)
      return [member, new Client(world, member, client)]
    }),
  )
  const all = [...pages.values()]
  for (const page of all) await page.connect(connecting)
  await settleAll(all)
  all[0]?.text.insert(1, words)
  await settleAll(all)
  /** The page of a member who is here. */
  const page = (member: string): Client => {
    const found = pages.get(member)
    if (found === undefined) throw new RangeError(`${member} is not here`)
    return found
  }
  return { world, page, all }
}
