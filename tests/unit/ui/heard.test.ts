import { describe, expect, it } from 'vitest'
import type { LocalCopy, SavedState } from '../../../editor/sync/saved-state.ts'
import { nextHeard, type Heard } from '../../../editor/ui/document/heard.ts'
import { savedMessage } from '../../../editor/ui/document/standing.ts'

const offline = (local: LocalCopy): SavedState => ({
  kind: 'offline',
  reason: 'network',
  unsent: false,
  local,
})

/** What a region that is read out says, state by state, each once. */
const spoken = (states: readonly SavedState[]): readonly string[] => {
  let heard: Heard = { words: savedMessage({ kind: 'saved' }), aloud: false }
  const said: string[] = []
  for (const state of states) {
    const next = nextHeard(heard, state, savedMessage(state))
    if (next.aloud && next !== heard) said.push(next.words)
    heard = next
  }
  return said
}

describe('what is heard of where the work is', () => {
  it('[UI221] tells that the connection is gone once the device has the work, not while it is being kept', () => {
    const states = [offline('keeping'), offline('kept'), offline('keeping'), offline('kept')]
    expect(spoken([{ kind: 'saving' }, ...states, { kind: 'connecting' }, { kind: 'saved' }])).toEqual([
      'document.saved.offline',
      'document.saved.saved',
    ])
  })

  it('[UI221] says nothing of a save', () => {
    expect(spoken([{ kind: 'saving' }, { kind: 'saved' }, { kind: 'saving' }, { kind: 'saved' }])).toEqual([])
  })

  it('[UI221] tells that the device cannot keep the work', () => {
    expect(spoken([offline('keeping'), offline('failed'), offline('kept')])).toEqual([
      'document.saved.offlineFailed',
      'document.saved.offline',
    ])
  })
})
