import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ApiInvitation, ApiJoined, ApiNewInvitation, ApiSession } from '#core/protocol/api.ts'
import { ANSWERED_AGAIN_MS } from '../../sync-server/http/join-answers.ts'
import type { Device } from '../support/device.ts'
import { FakeClock } from '../support/fake-clock.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
const clock = new FakeClock(Date.UTC(2026, 10, 27))
beforeAll(async () => {
  server = await startTestServer({ clock })
})
afterAll(() => server.stop())

const KEY = 'a-key-of-this-device-of-32-chars'
let names = 0
const newName = (): string => `قادمة ${++names}`

const ask = (device: Device, token: string, name: string | null, key: string | null = KEY) =>
  device.call('POST', '/api/join', {
    token,
    ...(name === null ? {} : { name }),
    ...(key === null ? {} : { key }),
  })

/** Asks, and never hears the answer. */
const askInVain = async (device: Device, token: string, name: string | null, key = KEY): Promise<void> => {
  const before = device.cookie
  expect((await ask(device, token, name, key)).status).toBe(201)
  device.cookie = before
}

const joinedBy = async (response: Response): Promise<ApiJoined> => {
  expect(response.status).toBe(201)
  return (await response.json()) as ApiJoined // decode boundary
}

const membershipsOf = async (device: Device): Promise<readonly ApiJoined[]> =>
  (await device.expect<ApiSession>('GET', '/api/session')).memberships

const group = () => server.facilitator.group.id

describe('a join whose answer was lost', () => {
  it('[ACC120] is answered again to the same key: one member, one use, one act, the session of the first time', async () => {
    const { token, id } = await server.facilitator.invite('editor')
    const device = server.stranger()
    const name = newName()
    await askInVain(device, token, name)
    const stored = server.store.meta.read()
    const { member } = await joinedBy(await ask(device, token, name))
    const { cookie } = device
    expect(await membershipsOf(device)).toMatchObject([{ member: { id: member.id, name } }])
    device.cookie = ''
    await joinedBy(await ask(device, token, name))
    expect(device.cookie).toBe(cookie)
    const { members, invitations, audit } = server.store.meta.read()
    expect(Object.values(members).filter((one) => one.name === name)).toHaveLength(1)
    expect(invitations[id]?.usesLeft).toBe(0)
    expect(audit?.next).toBe(stored.audit?.next)
  })

  it('[ACC120] is told of when the link is looked at, and another name than the first does not stand in its way', async () => {
    const { token } = await server.facilitator.invite('editor')
    const device = server.stranger()
    const name = newName()
    await askInVain(device, token, name)
    const look = await device.expect('POST', '/api/join/look', { token, key: KEY })
    expect(look).toMatchObject({ role: 'editor', device: null, already: { name } })
    expect((await device.call('POST', '/api/join/look', { token })).status).toBe(410)
    expect((await joinedBy(await ask(device, token, newName()))).member.name).toBe(name)
  })

  it('[ACC120] opens nothing to another key, to none, or by another link', async () => {
    const { token } = await server.facilitator.invite('editor')
    const other = await server.facilitator.invite('editor')
    const name = newName()
    await askInVain(server.stranger(), token, name)
    expect((await ask(server.stranger(), token, newName(), 'another-key-of-another-device-32')).status).toBe(
      410,
    )
    expect((await ask(server.stranger(), token, newName(), null)).status).toBe(410)
    const { member } = await joinedBy(await ask(server.stranger(), other.token, newName()))
    expect(member.name).not.toBe(name)
    for (const key of ['short', 'x'.repeat(129), 'with a blank in its middle ------', 7])
      expect(
        (await server.stranger().call('POST', '/api/join', { token, name: newName(), key })).status,
      ).toBe(400)
  })

  it('[ACC120] of one device that asks twice at once makes one member and one session', async () => {
    const { token, id } = await server.facilitator.invite('viewer', { uses: 5 })
    const [first, second] = [server.stranger(), server.stranger()]
    const name = newName()
    const answers = await Promise.all(
      [first, second].map(async (one) => joinedBy(await ask(one, token, name))),
    )
    expect(new Set(answers.map(({ member }) => member.id)).size).toBe(1)
    expect(first.cookie).toBe(second.cookie)
    expect(await membershipsOf(second)).toHaveLength(1)
    const { invitations } = await server.facilitator.expect<{ invitations: ApiInvitation[] }>(
      'GET',
      `/api/groups/${group()}/invitations`,
    )
    expect(invitations.find((one) => one.id === id)?.usesLeft).toBe(4)
  })

  it('[ACC120] by a device link adds that device', async () => {
    const member = await server.join('editor', newName())
    const link = await member.expect<ApiNewInvitation>('POST', '/api/session/device-link', {})
    const phone = server.stranger()
    await askInVain(phone, link.token, null)
    const again = await joinedBy(await ask(phone, link.token, null))
    expect(again.member.id).toBe(member.member.id)
    expect(await membershipsOf(phone)).toHaveLength(1)
  })

  it('[ACC120] on a device that is in another group keeps that, also when it was joined meanwhile', async () => {
    const { token } = await server.facilitator.invite('editor')
    const founded = await server.facilitator.expect<{ id: string }>('POST', '/api/groups', {
      name: newName(),
    })
    const elsewhere = await server.facilitator.expect<ApiNewInvitation>(
      'POST',
      `/api/groups/${founded.id}/invitations`,
      { role: 'viewer' },
    )
    const device = server.stranger()
    await askInVain(device, token, newName())
    await joinedBy(await ask(device, elsewhere.token, newName(), null))
    await joinedBy(await ask(device, token, newName()))
    expect((await membershipsOf(device)).map((one) => one.group.id).toSorted()).toEqual(
      [group(), founded.id].toSorted(),
    )
  })

  it('[ACC120] is not answered again after logging out, removal, withdrawal of the link, or a day', async () => {
    const lost = async () => {
      const { token, id } = await server.facilitator.invite('editor')
      const device = server.stranger()
      await askInVain(device, token, newName())
      return { device, token, id }
    }
    const gone = async ({ device, token }: Awaited<ReturnType<typeof lost>>) => {
      expect((await device.call('POST', '/api/join/look', { token, key: KEY })).status).toBe(410)
      expect((await ask(device, token, newName())).status).toBe(410)
      expect(device.cookie).toBe('')
    }
    const left = await lost()
    await joinedBy(await ask(left.device, left.token, newName()))
    expect((await left.device.call('DELETE', '/api/session')).status).toBe(204)
    await gone(left)

    const removed = await lost()
    const { member } = await joinedBy(await ask(server.stranger(), removed.token, newName()))
    await server.facilitator.call('DELETE', `/api/groups/${group()}/members/${member.id}`)
    await gone(removed)

    const withdrawn = await lost()
    await server.facilitator.call('DELETE', `/api/groups/${group()}/invitations/${withdrawn.id}`)
    await gone(withdrawn)

    const [late, later] = [await lost(), await lost()]
    clock.advance(ANSWERED_AGAIN_MS - 1)
    await joinedBy(await ask(server.stranger(), late.token, newName()))
    clock.advance(1)
    await gone(later)
    // What is too old goes with the next join of anybody.
    await joinedBy(await ask(server.stranger(), (await server.facilitator.invite('editor')).token, newName()))
    const { invitations } = server.store.meta.read()
    expect(Object.values(invitations).flatMap((one) => one.answered ?? [])).toHaveLength(1)
  })

  it('[ACC120] of a member whose devices were signed out since, by a link for many, is a join like any other', async () => {
    const { token } = await server.facilitator.invite('editor', { uses: 3 })
    const device = server.stranger()
    await askInVain(device, token, newName())
    const first = await joinedBy(await ask(device, token, newName()))
    await server.facilitator.expect('POST', `/api/groups/${group()}/members/${first.member.id}/device-link`)
    device.cookie = ''
    const second = await joinedBy(await ask(device, token, newName()))
    expect(second.member.id).not.toBe(first.member.id)
    expect(await membershipsOf(device)).toMatchObject([{ member: { id: second.member.id } }])
  })

  it('[ACC106] leaves neither key, token nor secret in the store', async () => {
    const { token } = await server.facilitator.invite('editor')
    const key = 'key-that-must-not-be-stored-anywhere'
    const device = server.stranger()
    await joinedBy(await ask(device, token, newName(), key))
    const stored = await readFile(join(server.dataDir, 'metadata.json'), 'utf8')
    for (const secret of [key, token, device.cookie.split('=')[1] ?? '-'])
      expect(stored).not.toContain(secret)
  })
})
