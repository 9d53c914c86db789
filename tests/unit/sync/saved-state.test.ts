import { describe, expect, it } from 'vitest'
import { savedStateOf, type SavedFacts } from '../../../editor/sync/saved-state.ts'

const quiet: SavedFacts = {
  link: 'open',
  networkOff: false,
  unanswered: false,
  serverStores: true,
  unreadable: false,
  outdated: false,
  unsent: false,
  synced: true,
  local: 'kept',
  gone: null,
}

describe('the saved state', () => {
  it('[UI12] is saved only with an open link, synced, nothing unsent', () => {
    expect(savedStateOf(quiet)).toEqual({ kind: 'saved' })
    for (const spoilt of [
      { unsent: true },
      { synced: false },
      { link: 'down' as const },
      { link: 'connecting' as const },
      { networkOff: true },
      { serverStores: false },
      { outdated: true },
      { gone: 'no-access' as const },
    ])
      expect(savedStateOf({ ...quiet, ...spoilt }).kind).not.toBe('saved')
  })

  it('[UI13] offline says why, whether work waits, and whether it is kept here', () => {
    const facts = { ...quiet, unsent: true, local: 'failed' as const }
    expect(savedStateOf({ ...facts, link: 'down' })).toEqual({
      kind: 'offline',
      reason: 'closed',
      unsent: true,
      local: 'failed',
    })
    expect(savedStateOf({ ...facts, networkOff: true })).toMatchObject({ reason: 'network' })
    expect(savedStateOf({ ...facts, unanswered: true })).toMatchObject({ reason: 'no-answer' })
    expect(savedStateOf({ ...facts, serverStores: false })).toMatchObject({ reason: 'storage' })
  })

  it('[UI329] a document that the server cannot read is said so, while it is tried again and again', () => {
    const facts = { ...quiet, unreadable: true, synced: false }
    for (const link of ['open', 'connecting', 'down'] as const)
      expect(savedStateOf({ ...facts, link })).toMatchObject({ kind: 'offline', reason: 'unreadable' })
  })

  it('[UI82] an end stands above everything else', () => {
    expect(savedStateOf({ ...quiet, networkOff: true, gone: 'no-document' })).toMatchObject({
      kind: 'gone',
      reason: 'no-document',
    })
  })
})
