import { expect, it } from 'vitest'
import { ok, type Result } from '#core/util/result.ts'
import { createReviewWriter, type KeptReview } from '../../../editor/sync/review-keep.ts'
import type { StoreFailure } from '../../../editor/sync/offline-store.ts'

const OF = { member: 'm', place: 'd' }
const version = (at: number): KeptReview => ({
  id: 'r',
  at,
  name: 'ورقة',
  from: 'pasted',
  text: 'نصّ',
  review: { blocks: [] },
  writing: null,
})

/** A device that writes when it is told to. */
const slowDevice = () => {
  const written: (number | string)[] = []
  const waiting: ((result: Result<void, StoreFailure>) => void)[] = []
  return {
    written,
    answer: async (result: Result<void, StoreFailure> = ok(undefined)) => {
      waiting.shift()?.(result)
      await new Promise((resolve) => setTimeout(resolve))
    },
    keep: {
      list: () => Promise.resolve(ok([])),
      put: (_: unknown, { at }: KeptReview) => {
        written.push(at)
        return new Promise<Result<void, StoreFailure>>((resolve) => waiting.push(resolve))
      },
      remove: (id: string) => {
        written.push(`remove ${id}`)
        return Promise.resolve(ok(undefined))
      },
    },
  }
}

it('[UI962] a slow device is told of the first act at once and then of the last, and says whether it has it', async () => {
  const device = slowDevice()
  const told: boolean[] = []
  const writer = createReviewWriter(device.keep, OF, (isKept) => told.push(isKept))
  for (const at of [1, 2, 3]) writer.keep(version(at))
  expect(device.written).toEqual([1])
  await device.answer()
  expect(device.written).toEqual([1, 3])
  await device.answer({ ok: false, error: 'full' })
  expect(told).toEqual([true, false])
  // What was not taken is tried again with the next act.
  writer.keep(version(4))
  await device.answer()
  expect(device.written).toEqual([1, 3, 4])
  expect(told).toEqual([true, false, true])
})

it('[UI962] what is forgotten while it is written is not written again', async () => {
  const device = slowDevice()
  const told: boolean[] = []
  const writer = createReviewWriter(device.keep, OF, (isKept) => told.push(isKept))
  writer.keep(version(1))
  writer.keep(version(2))
  writer.forget('r')
  writer.keep(version(3))
  await device.answer()
  expect(device.written).toEqual([1, 'remove r'])
  expect(told).toEqual([])
})
