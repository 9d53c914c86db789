import type { ApiText } from '#core/protocol/api.ts'
import {
  caretAfter,
  converged,
  expect,
  paste,
  pressLetters,
  saved,
  shown,
  test,
  type DocumentRoom,
} from './document-room.ts'

const START = 'اجتمعت المجموعة في جنيف'
const UNDO = 'Control+z'
const REDO = 'Control+y'

const seqOf = async ({ server, document }: DocumentRoom): Promise<number> =>
  (await server.facilitator.expect<ApiText>('GET', `/api/documents/${document}/text`)).seq

const restore = (room: DocumentRoom, seq: number): Promise<unknown> =>
  room.server.facilitator.expect('POST', `/api/documents/${room.document}/versions/seq-${seq}/restore`, {
    id: `restore-${seq}`,
  })

test('[UI540] undo and redo of an open page neither bring back nor double what a restore changed', async ({
  room,
}) => {
  const one = await room.open('facilitator')
  await paste(one, `<p>${START}</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const two = await room.open({ role: 'editor', name: 'هالة' })
  await converged(one, two)
  const seq = await seqOf(room)

  await caretAfter(two, 0, START)
  await pressLetters(two, ' أمس مساء', 20)
  for (let n = 0; n < 9; n++) await two.keyboard.press('Backspace')
  for (let n = 0; n < 5; n++) await two.keyboard.press('Backspace')
  await expect(saved(two)).toHaveText('حُفِظ')
  await converged(one, two)

  await restore(room, seq)
  await expect.poll(async () => (await shown(two))[0]).toContain(START)
  await converged(one, two)
  for (let n = 0; n < 6; n++) await two.keyboard.press(UNDO)
  for (let n = 0; n < 6; n++) await two.keyboard.press(REDO)
  await converged(one, two)
  const text = (await shown(one)).join('\n')
  expect(text.split('جنيف')).toHaveLength(2)
  expect(text).not.toContain('أمس')

  // What is written from here on can be taken back as ever.
  await caretAfter(two, 0, START)
  await pressLetters(two, ' اليوم', 20)
  await two.keyboard.press(UNDO)
  await converged(one, two)
  expect((await shown(one)).join('\n')).not.toContain('اليوم')
})

test('[UI540] words that were typed while away stay, what the restore took does not come back with them', async ({
  room,
}) => {
  const one = await room.open('facilitator')
  await paste(one, `<p>${START}</p>`)
  await expect(saved(one)).toHaveText('حُفِظ')
  const seq = await seqOf(room)
  const two = await room.open({ role: 'editor', name: 'هالة' })
  await caretAfter(two, 0, START)
  await pressLetters(two, ' أمس', 20)
  await expect(saved(two)).toHaveText('حُفِظ')
  await converged(one, two)

  await two.context().setOffline(true)
  await pressLetters(two, ' مساء', 20)
  await restore(room, seq)
  await expect.poll(async () => (await shown(one)).join()).not.toContain('أمس')
  await two.context().setOffline(false)
  await converged(one, two)
  await expect(saved(two)).toHaveText('حُفِظ')
  for (let n = 0; n < 4; n++) await two.keyboard.press(UNDO)
  for (let n = 0; n < 4; n++) await two.keyboard.press(REDO)
  await converged(one, two)
  const text = (await shown(one)).join('\n')
  expect(text.split('مساء')).toHaveLength(2)
  expect(text).not.toContain('أمس')
})
