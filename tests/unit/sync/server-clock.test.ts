import { expect, it } from 'vitest'
import { createServerClock } from '../../../editor/sync/server-clock.ts'

const HOUR = 3_600_000
const answer = (at: number): Response => new Response('', { headers: { date: new Date(at).toUTCString() } })

it('[UI803] goes by the server once it has answered, and evenly when somebody sets the clock of the device', () => {
  const right = Date.UTC(2026, 10, 27, 12)
  let wall = right + 5 * HOUR
  let steady = 1_000
  const clock = createServerClock(
    () => wall,
    () => steady,
  )
  expect(clock.now()).toBe(right + 5 * HOUR)
  clock.hear(answer(right))
  expect(clock.now()).toBe(right)
  wall -= 9 * HOUR
  steady += 500
  expect(clock.now()).toBe(right + 500)
  // Whole seconds and the way of an answer are no reason to leap.
  clock.hear(answer(right))
  expect(clock.now()).toBe(right + 500)
  clock.hear(new Response(''))
  expect(clock.now()).toBe(right + 500)
})
