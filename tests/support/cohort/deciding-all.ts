import type { Room } from '../../../sync-server/room/room.ts'
import { oracleAccepted, oracleOriginal, type OracleCell } from '../suggestion-oracle.ts'
import { asBlocks, leadless } from './compared-texts.ts'
import { say } from './say.ts'
import { idsOn } from './words-in-text.ts'

/** Accepting all, taking that back, and rejecting all, on the server, against the model. Throws where they differ. */
export const checkDecidingAll = async (
  { decisions }: Room,
  cells: readonly OracleCell[],
  read: () => Promise<readonly OracleCell[]>,
): Promise<void> => {
  const ids = [...idsOn(cells)]
  if (ids.length === 0) return
  const all = (verdict: 'accept' | 'reject') => ids.map((suggestion) => ({ suggestion, verdict }))
  const accepted = await decisions.decide('f', { id: 'accept-all', decisions: all('accept') })
  if (!accepted.ok) say(`accept all: ${accepted.error}`)
  if (asBlocks(await read()) !== asBlocks(oracleAccepted(cells))) say('accept-all is not what the model has')
  const undone = await decisions.undo('f', { id: 'undo-all', decision: 'accept-all', suggestions: null })
  if (!undone.ok) say(`accept-all cannot be undone: ${undone.error}`)
  if (asBlocks(await read()) !== asBlocks(cells)) say('accept-all undone is not the text before')
  const rejected = await decisions.decide('f', { id: 'reject-all', decisions: all('reject') })
  if (!rejected.ok) say(`reject all: ${rejected.error}`)
  const text = leadless(cells)
  if (text(await read()) !== text(oracleOriginal(cells))) say('reject-all is not what the model has')
}
