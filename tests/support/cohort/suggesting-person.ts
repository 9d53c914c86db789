import type { Role } from '#core/access/roles.ts'
import { nestTransaction } from '../../../editor/extensions/suggesting/nest.ts'
import { suggestTransaction } from '../../../editor/extensions/suggesting/suggest.ts'
import type { DecisionMemory } from '../../../editor/sync/decision-memory.ts'
import { openPeer, type Peer } from '../peers/peer.ts'
import type { SeededRandom } from '../seeded-random.ts'
import { Client } from './client.ts'
import type { SuggestingEdit } from './suggesting-run.ts'
import { editAtSeams } from './suggesting-typist.ts'
import type { World } from './world.ts'

export const PEOPLE = [
  ['f', 'facilitator'],
  ['e', 'editor'],
  ['g', 'editor'],
  ['s', 'suggester'],
  ['t', 'suggester'],
] as const satisfies readonly (readonly [string, Role])[]

export interface Person {
  readonly member: string
  readonly role: Role
  client: Client
  peer: Peer
  fresh: number
  acts: number
  /** Do their edits become proposals? Of a suggester always. */
  suggests: boolean
  /** What their page knows of decisions. It asks for what it missed when it comes back, and adds to nothing decided. */
  readonly memory: DecisionMemory
}

/** A page that was just opened, the `fresh`-th of this member. */
export const freshPage = (
  world: World,
  member: string,
  fresh: number,
): Pick<Person, 'client' | 'peer' | 'fresh'> => {
  const place = PEOPLE.findIndex(([one]) => one === member)
  const client = new Client(world, member, 1_000 * (place + 1) + fresh)
  return { client, peer: openPeer(client.doc, { thorough: false }), fresh }
}

/** As the page does, with the number up to which it knows of every decision. */
export const join = async ({ client, memory }: Person): Promise<void> => {
  await client.connect({ seq: memory.seq() })
}

/** One edit as the page makes it at the time `now`: directly, or as a proposal; `token` is the word they type. */
export const makeEdit = (
  person: Person,
  kind: Exclude<SuggestingEdit, 'undo' | 'redo'>,
  draw: SeededRandom,
  token: string,
  now: number,
): void => {
  const { member, client, peer, suggests, memory } = person
  const { view } = peer
  const edited = view.state.tr
  editAtSeams(edited, kind, draw, token)
  if (!edited.docChanged) return
  const id = `${member}-${client.doc.clientID}-${++person.acts}`
  const act = { member, id, at: now, isDecided: memory.isDecided }
  if (!suggests) {
    nestTransaction(edited, act)
    return view.dispatch(edited)
  }
  const proposal = suggestTransaction(view.state, edited, act)
  if (proposal !== null) view.dispatch(proposal)
}
