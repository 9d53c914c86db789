import { describe, expect, it } from 'vitest'
import { LevelSessionStore } from '../../sync-server/store/level-session-store.ts'
import { MemorySessionStore } from '../../sync-server/store/memory-session-store.ts'
import type { Session, SessionStore } from '../../sync-server/store/session-store.ts'
import { scratchLevel } from '../support/storage-adapters.ts'

const ADAPTERS: Readonly<Record<string, () => Promise<SessionStore>>> = {
  memory: async () => new MemorySessionStore(),
  LevelDB: async () => new LevelSessionStore(await scratchLevel()),
}

const session = (tokenHash: string, members: readonly string[] = ['m1']): Session => ({
  tokenHash,
  members,
  createdAt: 1,
  seenAt: 2,
})

describe.each(Object.entries(ADAPTERS))('session store in %s', (_, open) => {
  it('[LOG18] knows the sessions it was given and no other', async () => {
    const store = await open()
    await store.put(session('aa'))
    expect(await store.get('aa')).toEqual(session('aa'))
    expect(await store.get('a')).toBeNull()
    expect(await store.get('')).toBeNull()
    expect(await store.get('aa\0')).toBeNull()
  })

  it('[LOG18] replaces a session as a whole', async () => {
    const store = await open()
    await store.put(session('aa', ['m1', 'm2']))
    await store.put({ ...session('aa', ['m2', 'm3']), seenAt: 9 })
    expect(await store.get('aa')).toEqual({ ...session('aa', ['m2', 'm3']), seenAt: 9 })
    expect(await store.removeMember('m1')).toEqual([])
    expect(await store.get('aa')).not.toBeNull()
  })

  it('[LOG18] adds members to a session one after the other, and to none that has ended', async () => {
    const store = await open()
    await store.put(session('aa', ['m1']))
    const added = ['m2', 'm3', 'm2', 'm1'].map((member) => store.addMember('aa', member))
    expect(await Promise.all(added)).toEqual([true, true, true, true])
    expect(await store.get('aa')).toEqual(session('aa', ['m1', 'm2', 'm3']))
    expect(await store.removeMember('m3')).toEqual(['aa'])
    expect(await store.addMember('aa', 'm4')).toBe(false)
    expect(await store.get('aa')).toBeNull()
    expect(await store.removeMember('m4')).toEqual([])
  })

  it('[LOG18] ends one session and leaves the others', async () => {
    const store = await open()
    await store.put(session('aa'))
    await store.put(session('bb'))
    await store.remove('aa')
    await store.remove('aa')
    expect(await store.get('aa')).toBeNull()
    expect(await store.get('bb')).toEqual(session('bb'))
  })

  it('[LOG18] ends every session of a member and says which', async () => {
    const store = await open()
    await store.put(session('aa', ['m1']))
    await store.put(session('bb', ['m2', 'm1']))
    await store.put(session('cc', ['m2']))
    await store.put(session('dd', ['m11']))
    expect((await store.removeMember('m1')).toSorted()).toEqual(['aa', 'bb'])
    expect(await store.get('bb')).toBeNull()
    expect(await store.get('dd')).toEqual(session('dd', ['m11']))
    expect(await store.removeMember('m2')).toEqual(['cc'])
    expect(await store.removeMember('nobody')).toEqual([])
  })
})
