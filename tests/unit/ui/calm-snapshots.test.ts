import { expect, it } from 'vitest'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { SavedState } from '../../../editor/sync/saved-state.ts'
import type { SessionSnapshot } from '../../../editor/sync/session-snapshot.ts'
import { calmSnapshots } from '../../../editor/ui/document/session-snapshots.ts'

it('[UI856] a key that is saved and one that is on its way are the same page; anything else is another', () => {
  const doc = new Y.Doc()
  const awareness = new Awareness(doc)
  let saved: SavedState = { kind: 'saved' }
  const getSnapshot = (): SessionSnapshot => ({
    generation: 0,
    doc,
    awareness,
    ready: true,
    saved,
    standing: null,
    setAside: NONE,
  })
  const read = calmSnapshots({ getSnapshot })
  const first = read()
  saved = { kind: 'saving' }
  expect(read()).toBe(first)
  saved = { kind: 'saved' }
  expect(read()).toBe(first)
  saved = { kind: 'offline', reason: 'closed', unsent: true, local: 'kept' }
  expect(read()).not.toBe(first)
  expect(read().saved.kind).toBe('offline')
  awareness.destroy()
})

const NONE: SessionSnapshot['setAside'] = []
