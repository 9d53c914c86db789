import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { SavedState } from '../../../editor/sync/saved-state.ts'
import { settledSaved } from '../../../editor/ui/document/settled-saved.ts'

const SAVED: SavedState = { kind: 'saved' }
const SAVING: SavedState = { kind: 'saving' }
const OFFLINE: SavedState = { kind: 'offline', reason: 'network', unsent: true, local: 'kept' }

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const setUp = () => {
  const said: string[] = []
  const { hear, stop } = settledSaved(({ kind }) => said.push(kind))
  return { said, hear, stop }
}

it('[UI833] a run of keys is said once to be saving and once to be saved, after its last key', () => {
  const { said, hear } = setUp()
  hear(SAVED)
  for (let key = 0; key < 20; key++) {
    hear(SAVING)
    hear(SAVED)
    vi.advanceTimersByTime(100)
  }
  const duringTheRun = said.filter((kind, at) => kind !== said[at - 1])
  expect(duringTheRun).toEqual(['saved', 'saving'])
  vi.advanceTimersByTime(20)
  expect(said.at(-1)).toBe('saved')
})

it('[UI833] [UI12] never is saved said of what is not: a key or a lost line while it is held takes its place', () => {
  const { said, hear } = setUp()
  hear(SAVING)
  hear(SAVED)
  hear(OFFLINE)
  vi.advanceTimersByTime(1_000)
  expect(said).toEqual(['saving', 'offline'])
})

it('[UI833] what was saved when the page opened, or again after a time without network, is said at once', () => {
  const { said, hear } = setUp()
  hear(OFFLINE)
  hear(SAVED)
  expect(said).toEqual(['offline', 'saved'])
})

it('[UI833] a page that is left says nothing any more', () => {
  const { said, hear, stop } = setUp()
  hear(SAVING)
  hear(SAVED)
  stop()
  vi.advanceTimersByTime(1_000)
  expect(said).toEqual(['saving'])
})
