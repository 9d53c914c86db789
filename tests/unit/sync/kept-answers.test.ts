import { describe, expect, it } from 'vitest'
import { fail, ok, type Result } from '#core/util/result.ts'
import { createApiClient, type ApiClient } from '../../../editor/sync/api-client.ts'
import type { ApiFailure } from '../../../editor/sync/api-result.ts'
import { createJoinKey } from '../../../editor/sync/join-key.ts'
import { withKeptAnswers } from '../../../editor/sync/kept-answers.ts'

const failure = (code: ApiFailure['code']): Result<never, ApiFailure> =>
  fail({ code, status: 0, message: null })

const device = () => {
  const rows = new Map<string, unknown>()
  return {
    rows,
    keep: {
      get: async (key: string) => rows.get(key),
      put: async (key: string, answer: unknown) => void rows.set(key, answer),
      remove: async (key: string) => void rows.delete(key),
    },
  }
}

const note = () => {
  let stands = false
  return {
    stands: () => stands,
    put: () => (stands = true),
    drop: () => {
      stands = false
    },
  }
}

/** Calls that no server answers. */
const unreached = (): ApiClient =>
  createApiClient({
    fetch: () => Promise.reject(new Error()),
    language: () => 'ar',
    joinKey: createJoinKey(
      () => null,
      () => '',
    ),
  })

/** A server whose answer about members is at hand, and whose silence ends only when the test says so. */
const setUp = (rows = device()) => {
  let answer: Promise<Result<readonly string[], ApiFailure>> = Promise.resolve(ok([]))
  let isOver: () => void = () => undefined
  const plain = unreached()
  const { api, reach } = withKeptAnswers(
    { ...plain, members: () => answer as ReturnType<typeof plain.members> },
    {
      keep: rows.keep,
      leaving: note(),
      wait: () =>
        new Promise((resolve) => {
          isOver = resolve
        }),
    },
  )
  return {
    ...rows,
    api,
    reach,
    answers: (next: Result<readonly string[], ApiFailure>) => {
      answer = Promise.resolve(next)
    },
    isSilent: () => {
      answer = new Promise(() => undefined)
    },
    patienceEnds: () => isOver(),
  }
}

describe('answers kept on the device', () => {
  it('[UI751] are given while the server is away, and are told apart from its own', async () => {
    const world = setUp()
    const heard: boolean[] = []
    world.reach.subscribe(() => heard.push(world.reach.isAway()))
    world.answers(ok(['هالة']))
    expect(await world.api.members('g')).toEqual(ok(['هالة']))
    expect(world.reach.isAway()).toBe(false)
    for (const code of ['unreachable', 'unavailable', 'unexpected'] as const) {
      world.answers(failure(code))
      expect(await world.api.members('g')).toEqual(ok(['هالة']))
      expect(world.reach.isAway()).toBe(true)
    }
    world.answers(ok(['هالة', 'سامر']))
    expect(await world.api.members('g')).toEqual(ok(['هالة', 'سامر']))
    expect(heard).toEqual([true, false])
  })

  it('[UI751] what was never asked for fails as it would without a device', async () => {
    const world = setUp()
    world.answers(failure('unreachable'))
    expect(await world.api.members('g')).toEqual(failure('unreachable'))
    expect(world.reach.isAway()).toBe(false)
  })

  it('[UI751] a server that says nothing for long is taken for away', async () => {
    const world = setUp()
    world.answers(ok(['هالة']))
    await world.api.members('g')
    world.isSilent()
    const asked = world.api.members('g')
    world.patienceEnds()
    expect(await asked).toEqual(ok(['هالة']))
  })

  it('[UI751] what is not the asker’s any more is forgotten', async () => {
    for (const code of ['forbidden', 'not-found', 'not-signed-in'] as const) {
      const world = setUp()
      world.answers(ok(['هالة']))
      await world.api.members('g')
      world.answers(failure(code))
      expect(await world.api.members('g')).toEqual(failure(code))
      expect(world.rows.size).toBe(0)
    }
  })

  it('[UI753] who left without a network is nobody until the server knows', async () => {
    const { keep, rows } = device()
    const leaving = note()
    const plain = unreached()
    const memberships = [{ member: 'm' }] as never
    let isAway = true
    let sessions = 1
    const { api } = withKeptAnswers(
      {
        ...plain,
        session: async () =>
          isAway
            ? failure('unreachable')
            : ok({ memberships: sessions > 0 ? memberships : [], mayCreateGroups: false }),
        logOut: async () => {
          if (isAway) return failure('unreachable')
          sessions -= 1
          return ok(undefined)
        },
      },
      { keep, leaving, wait: () => new Promise(() => undefined) },
    )
    expect(leaving.put()).toBe(true)
    expect(await api.session()).toEqual(failure('not-signed-in'))
    expect(await api.session()).toEqual(failure('not-signed-in'))
    isAway = false
    expect(await api.session()).toEqual(ok({ memberships: [], mayCreateGroups: false }))
    expect(rows.size).toBe(0)
    expect(leaving.stands()).toBe(false)
    expect(sessions).toBe(0)
  })
})
