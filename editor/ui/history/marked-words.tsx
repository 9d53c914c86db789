import type { ReactNode } from 'react'
import type { ApiDiffBlock } from '#core/protocol/api-history.ts'
import { Runs } from '../read/clean-text.tsx'
import { markedPieces } from './marked-pieces.ts'

/** Which of two texts is drawn: the earlier, the later, or both in one. */
export type Side = 'before' | 'after' | 'both'

/** The words of a block with what went struck out and what came underlined: `del` and `ins`, never colour alone [UI684]. */
export function MarkedWords({
  block,
  side,
}: {
  readonly block: ApiDiffBlock
  readonly side: Side
}): ReactNode {
  return markedPieces(block, side === 'before' ? 'before' : 'after').map(({ kind, runs }, index) => {
    // Pieces have no names: only their places tell them apart.
    if (kind === 'gone')
      return side === 'after' ? null : (
        <del key={index}>
          <Runs runs={runs} />
        </del>
      )
    if (kind === 'come')
      return side === 'before' ? null : (
        <ins key={index}>
          <Runs runs={runs} />
        </ins>
      )
    return <Runs key={index} runs={runs} />
  })
}
