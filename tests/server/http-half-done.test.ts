import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiSession } from '#core/protocol/api.ts'
import { StoreUnavailableError } from '../../sync-server/log/store-errors.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

/** Which store takes nothing: what the other one holds by then is what a stop at that moment leaves. */
let broken: 'none' | 'metadata' | 'sessions' = 'none'
let server: TestServer

const unless = async <T>(store: 'metadata' | 'sessions', act: () => Promise<T>): Promise<T> => {
  if (broken === store) throw new StoreUnavailableError('no space')
  return act()
}

beforeAll(async () => {
  server = await startTestServer({
    changeStore: (store) => ({
      ...store,
      meta: {
        read: () => store.meta.read(),
        transact: (change) => unless('metadata', () => store.meta.transact(change)),
      },
      sessions: {
        get: (tokenHash) => store.sessions.get(tokenHash),
        put: (session) => unless('sessions', () => store.sessions.put(session)),
        addMember: (tokenHash, member) =>
          unless('sessions', () => store.sessions.addMember(tokenHash, member)),
        remove: (tokenHash) => store.sessions.remove(tokenHash),
        removeMember: (member) => store.sessions.removeMember(member),
      },
    }),
  })
})
afterAll(() => server.stop())

const membershipsOf = async (who: { expect: TestServer['facilitator']['expect'] }): Promise<string[]> =>
  (await who.expect<ApiSession>('GET', '/api/session')).memberships.map(({ group }) => group.name)

const whileBroken = async <T>(store: typeof broken, act: () => Promise<T>): Promise<T> => {
  broken = store
  try {
    return await act()
  } finally {
    broken = 'none'
  }
}

describe.each(['metadata', 'sessions'] as const)('when the %s cannot be stored', (store) => {
  it('[DOC330] a group that is founded is there with its founder in it, or not at all', async () => {
    const before = server.store.meta.read()
    const found = () => server.facilitator.call('POST', '/api/groups', { name: `لجنة ${store}` })
    expect((await whileBroken(store, found)).status).toBe(503)
    expect(server.store.meta.read()).toBe(before)
    expect(await membershipsOf(server.facilitator)).not.toContain(`لجنة ${store}`)
    expect((await found()).status).toBe(201)
    expect(await membershipsOf(server.facilitator)).toContain(`لجنة ${store}`)
  })

  it('[DOC330] a join uses up nothing and takes no name, and works when it is tried again', async () => {
    const { token } = await server.facilitator.invite('editor')
    const device = server.stranger()
    const enter = () => device.call('POST', '/api/join', { token, name: `ليلى ${store}` })
    const before = server.store.meta.read()
    expect((await whileBroken(store, enter)).status).toBe(503)
    expect(device.cookie).toBe('')
    expect(server.store.meta.read()).toBe(before)
    expect((await enter()).status).toBe(201)
    expect(await membershipsOf(device)).toHaveLength(1)
  })

  it('[DOC330] a device that is in another group stays signed in there', async () => {
    const person = await server.join('editor', `سلمى ${store}`)
    const { id } = await server.facilitator.expect<{ id: string }>('POST', '/api/groups', { name: 'ثانية' })
    const path = `/api/groups/${id}/invitations`
    const { token } = await server.facilitator.expect<{ token: string }>('POST', path, { role: 'viewer' })
    const enter = () => person.call('POST', '/api/join', { token, name: 'سلمى' })
    expect((await whileBroken(store, enter)).status).toBe(503)
    expect(await membershipsOf(person)).toHaveLength(1)
    expect((await enter()).status).toBe(201)
    expect(await membershipsOf(person)).toHaveLength(2)
  })
})

describe('founding groups at once', () => {
  it('[DOC330] on one device keeps the founder in each of them', async () => {
    const names = ['أولى معًا', 'ثانية معًا', 'ثالثة معًا']
    const found = (name: string) => server.facilitator.call('POST', '/api/groups', { name })
    const answers = await Promise.all(names.map(found))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    expect(await membershipsOf(server.facilitator)).toEqual(expect.arrayContaining(names))
  })
})
