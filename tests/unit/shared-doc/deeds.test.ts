import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { Deeds } from '#core/shared-doc/deeds.ts'

const NOTHING_FRESH = new Map<number, { readonly start: number; readonly end: number }>()

/** «abcdef», of which «b» goes with entry 2 and «d» with entry 3. */
const history = () => {
  const doc = new Y.Doc()
  doc.clientID = 1
  const text = doc.getText('content')
  const deeds = new Deeds(0)
  text.insert(0, 'abcdef')
  deeds.noteWritten(1, 0, 6)
  const removing = (number: number, by: string, remove: () => void): void => {
    deeds.turnTo(number)
    doc.once('beforeObserverCalls', ({ deleteSet }: Y.Transaction) => {
      deeds.noteDeleted([deleteSet], by)
    })
    doc.transact(remove)
  }
  removing(2, 'm', () => text.delete(1, 1))
  removing(3, 'n', () => text.delete(2, 1))
  let next = 10
  /** Every second one: no two are one stretch. */
  const noteScattered = (number: number, count: number): void => {
    const deleted = Y.createDeleteSet()
    const ranges = Array.from({ length: count }, () => ({ clock: (next += 2), len: 1 }))
    deleted.clients.set(1, ranges)
    deeds.turnTo(number)
    deeds.noteDeleted([deleted], 'm')
  }
  deeds.turnTo(4)
  deeds.noteWritten(2, 0, 5)
  const sightOf = (upTo: number, member: string) =>
    deeds.sight(
      doc.store,
      { upTo, member, deleted: () => null, wrote: ({ clock }) => clock < 2 },
      NOTHING_FRESH,
    )
  return { doc, deeds, noteScattered, sightOf }
}

const at = (clock: number, client = 1): Y.ID => Y.createID(client, clock)

describe('who did what, of late', () => {
  it('[GAT410] tells what somebody knew who had heard up to an entry', () => {
    const { sightOf } = history()
    expect(sightOf(3, 'x')?.knows(at(0, 2))).toBe(false)
    expect(sightOf(4, 'x')?.knows(at(4, 2))).toBe(true)
    expect(sightOf(4, 'x')?.knows(at(5))).toBe(true)
    const gone = (upTo: number, member: string) =>
      [1, 3, 4].map((clock) => sightOf(upTo, member)?.isGone(at(clock)))
    expect(gone(1, 'x')).toEqual([false, false, false])
    expect(gone(2, 'x')).toEqual([true, false, false])
    expect(gone(3, 'x')).toEqual([true, true, false])
    // What one took away oneself one knows.
    expect(gone(1, 'n')).toEqual([false, true, false])
  })

  it('[GAT410] of what an update brought its author knew only what they had written by then', () => {
    const { doc, deeds } = history()
    const fresh = new Map([[3, { start: 0, end: 9 }]])
    const hearing = { upTo: 4, member: 'x', deleted: () => null, wrote: ({ clock }: Y.ID) => clock < 2 }
    const sight = deeds.sight(doc.store, hearing, fresh)
    expect([0, 1, 2, 8].map((clock) => sight?.knows(at(clock, 3)))).toEqual([true, true, false, false])
  })

  it('[GAT412] what an author took away only after they wrote something was there when they wrote it', () => {
    const { doc, deeds } = history()
    // «d» went by somebody else with entry 3; of «b» they say themselves when it was.
    const goneTo = (hadDeleted: boolean): (boolean | undefined)[] => {
      const deleted = ({ clock }: Y.ID): boolean | null => (clock === 1 ? hadDeleted : null)
      const sight = deeds.sight(
        doc.store,
        { upTo: 3, member: 'm', deleted, wrote: () => true },
        NOTHING_FRESH,
      )
      return [1, 3].map((clock) => sight?.isGone(at(clock)))
    }
    expect(goneTo(true)).toEqual([true, true])
    expect(goneTo(false)).toEqual([false, true])
  })

  it('[GAT400] tells who deleted something, and of what it has forgotten nothing', () => {
    const { deeds, noteScattered, sightOf } = history()
    expect([deeds.deleterOf(at(1)), deeds.deleterOf(at(3)), deeds.deleterOf(at(4))]).toEqual(['m', 'n', null])
    noteScattered(10, 6_000)
    noteScattered(11, 4_000)
    expect(deeds.deleterOf(at(1))).toBe('m')
    noteScattered(12, 7_000)
    expect(deeds.deleterOf(at(1))).toBeNull()
    expect(sightOf(4, 'x')).toBeNull()
    expect(sightOf(12, 'x')).not.toBeNull()
  })
})
