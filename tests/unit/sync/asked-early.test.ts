import { expect, it } from 'vitest'
import { fail, ok } from '#core/util/result.ts'
import { createApiClient } from '../../../editor/sync/api-client.ts'
import { askedEarly } from '../../../editor/sync/asked-early.ts'
import { createJoinKey } from '../../../editor/sync/join-key.ts'

/** A server that numbers its answers, and a clock that stands. */
const setUp = (questions: { readonly session: boolean; readonly document: string | null }) => {
  const asked: string[] = []
  let at = 0
  const plain = createApiClient({
    fetch: () => Promise.reject(new Error()),
    language: () => 'ar',
    joinKey: createJoinKey(
      () => null,
      () => '',
    ),
  })
  const api = askedEarly(
    {
      ...plain,
      session: () => {
        asked.push('session')
        return Promise.resolve(ok({ memberships: [], mayCreateGroups: asked.length > 1 }))
      },
      document: (id) => {
        asked.push(id)
        return Promise.resolve(fail({ code: 'not-found', status: 404, message: String(asked.length) }))
      },
    },
    questions,
    () => at,
  )
  return {
    api,
    asked,
    wait: (milliseconds: number) => {
      at += milliseconds
    },
  }
}

it('[UI832] who is here and which text it is, is asked before anybody wants it, and the answer given once', async () => {
  const { api, asked } = setUp({ session: true, document: 'd' })
  expect(asked.toSorted()).toEqual(['d', 'session'])
  expect(await api.document('d')).toMatchObject({ error: { message: '1' } })
  expect(await api.session()).toMatchObject({ value: { mayCreateGroups: true } })
  expect(asked).toHaveLength(2)
  expect(await api.document('d')).toMatchObject({ error: { message: '3' } })
  expect(asked).toHaveLength(3)
})

it('[UI832] an answer of more than 10 s ago, and one about another text, is not given', async () => {
  const { api, asked, wait } = setUp({ session: true, document: 'd' })
  await api.document('other')
  expect(asked.toSorted()).toEqual(['d', 'other', 'session'])
  wait(10_001)
  await api.document('d')
  await api.session()
  expect(asked).toHaveLength(5)
})

it('[UI832] nothing is asked early that the page does not need', () => {
  expect(setUp({ session: false, document: null }).asked).toEqual([])
})
