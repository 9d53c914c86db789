import { useMemo, useSyncExternalStore } from 'react'

/** A member who has the document open, once, however many devices. */
export interface Present {
  readonly member: string
  readonly name: string
  readonly color: number
  /** Awareness client ids of their devices, the newest last; a caret is one of these. */
  readonly clients: readonly number[]
}

/** The part of the awareness that the page reads. */
export interface Presence {
  readonly clientID: number
  readonly getStates: () => ReadonlyMap<number, Readonly<Record<string, unknown>>>
  readonly on: (event: 'change', listener: () => void) => void
  readonly off: (event: 'change', listener: () => void) => void
}

interface Stamp {
  readonly id: string
  readonly name: string
  readonly color: number
}

/** Name, id and colour as the server stamped them; null for a client it has not stamped. */
export const stampOf = (state: Readonly<Record<string, unknown>>): Stamp | null => {
  const user = state['user']
  if (typeof user !== 'object' || user === null) return null
  const [id, name, color] = ['id', 'name', 'color'].map((key): unknown => Reflect.get(user, key))
  return typeof id === 'string' && typeof name === 'string' && typeof color === 'number'
    ? { id, name, color }
    : null
}

/** Everybody present but `me`, in the order in which they came. */
export const presentIn = (presence: Presence, me: string): readonly Present[] => {
  const people = new Map<string, Present>()
  for (const [client, state] of presence.getStates()) {
    const stamp = stampOf(state)
    if (stamp === null || stamp.id === me || client === presence.clientID) continue
    const clients = [...(people.get(stamp.id)?.clients ?? []), client]
    people.set(stamp.id, { member: stamp.id, name: stamp.name, color: stamp.color, clients })
  }
  return [...people.values()]
}

const key = (people: readonly Present[]): string =>
  people.map(({ member, name, color, clients }) => `${member} ${name} ${color} ${clients.join()}`).join('\n')

interface PeopleStore {
  readonly subscribe: (listener: () => void) => () => void
  readonly get: () => readonly Present[]
}

/** Changes only when somebody comes, goes or is renamed: carets move all the time. */
const peopleStore = (presence: Presence, me: string): PeopleStore => {
  let people = presentIn(presence, me)
  return {
    subscribe: (listener) => {
      const changed = (): void => {
        const next = presentIn(presence, me)
        if (key(next) === key(people)) return
        people = next
        listener()
      }
      presence.on('change', changed)
      changed()
      return () => {
        presence.off('change', changed)
      }
    },
    get: () => people,
  }
}

export const usePeople = (presence: Presence, me: string): readonly Present[] => {
  const store = useMemo(() => peopleStore(presence, me), [presence, me])
  return useSyncExternalStore(store.subscribe, store.get)
}
