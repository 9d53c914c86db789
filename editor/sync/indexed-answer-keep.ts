import type { DeviceDatabase } from './device-database.ts'
import type { AnswerKeep } from './kept-answers.ts'

/** {@link AnswerKeep} in the device's database, so that what erases that erases it too. */
export const createIndexedAnswerKeep = ({ attempt }: DeviceDatabase): AnswerKeep => ({
  get: async (key) => {
    const row = await attempt((db) => db.get('answers', key))
    return row.ok ? row.value?.answer : undefined
  },
  put: async (key, answer) => {
    await attempt((db) => db.put('answers', { key, answer }))
  },
  remove: async (key) => {
    await attempt((db) => db.delete('answers', key))
  },
})
