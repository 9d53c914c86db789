import { useEffect, useRef, useState, type DragEvent, type KeyboardEvent } from 'react'
import type { ReviewLine } from '#core/text/pdf/review.ts'
import { useMessages } from '../locale-provider.tsx'
import type { ActivePiece, ReviewDesk } from './review-desk.ts'
import css from './review.module.css'

/** What is dragged is a piece of ours: line and index. Other drags are not taken. */
const PIECE_TYPE = 'application/x-siyagha-piece'

const readPiece = (transfer: DataTransfer): { readonly line: number; readonly piece: number } | null => {
  const match = /^(\d+):(\d+)$/.exec(transfer.getData(PIECE_TYPE))
  return match === null ? null : { line: Number(match[1]), piece: Number(match[2]) }
}

export interface PieceRowProps {
  readonly line: ReviewLine
  readonly active: ActivePiece | null
  readonly desk: ReviewDesk
}

/**
 * The pieces of a line in the order of reading. One stop for Tab; arrows go from piece to piece, with Shift they take
 * it along; a mouse drags it [UI905].
 */
export function PieceRow({ line, active, desk }: PieceRowProps) {
  const { t, number } = useMessages()
  const row = useRef<HTMLDivElement>(null)
  /** Index of the piece before which a dragged one would come; null while none is over this row. */
  const [over, setOver] = useState<number | null>(null)
  const { pieces } = line
  const current = Math.min(active?.piece ?? 0, Math.max(0, pieces.length - 1))
  const isActive = active !== null
  useEffect(() => {
    if (!isActive) return
    const piece = row.current?.querySelector<HTMLElement>(`[data-piece="${current}"]`)
    piece?.focus({ preventScroll: true })
    row.current?.closest('section')?.scrollIntoView({ block: 'nearest' })
  }, [isActive, current, pieces])

  const go = (piece: number): void => {
    if (piece >= 0 && piece < pieces.length) desk.activate({ line: line.id, piece, mode: 'pieces' })
  }
  const onKeyDown = (event: KeyboardEvent, piece: number): void => {
    // The pieces stand from right to left, whatever the language of the page.
    const by = event.key === 'ArrowLeft' ? 1 : event.key === 'ArrowRight' ? -1 : null
    if (by !== null) {
      event.preventDefault()
      if (event.shiftKey) desk.shift(line.id, piece, by)
      else go(piece + by)
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault()
      desk.activate({ line: line.id, piece, mode: event.key === 'F2' ? 'write' : 'cut' })
    } else if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault()
      go(event.key === 'Home' ? 0 : pieces.length - 1)
    }
  }
  const drop = (event: DragEvent, before: number): void => {
    const moved = readPiece(event.dataTransfer)
    setOver(null)
    if (moved === null) return
    event.preventDefault()
    event.stopPropagation()
    desk.act({ act: 'move', ...moved, to: line.id, before })
  }
  const allow = (event: DragEvent, before: number): void => {
    if (!event.dataTransfer.types.includes(PIECE_TYPE)) return
    event.preventDefault()
    event.stopPropagation()
    setOver(before)
  }
  return (
    <div
      ref={row}
      className={css['pieces']}
      role="group"
      aria-label={t('review.pieces', { number: number(line.id) })}
      aria-describedby="review-keys"
      dir="rtl"
      lang="ar"
      onDragOver={(event) => {
        allow(event, pieces.length)
      }}
      onDragLeave={() => {
        setOver(null)
      }}
      onDrop={(event) => {
        drop(event, pieces.length)
      }}
      data-over={over === pieces.length}
    >
      {pieces.length === 0 && <span className={css['none']}>{t('review.no-words')}</span>}
      {pieces.map((piece, at) => (
        <button
          key={at}
          type="button"
          className={css['piece']}
          draggable
          data-piece={at}
          data-glued={piece.isGlued}
          data-over={over === at}
          tabIndex={at === current ? 0 : -1}
          aria-pressed={isActive && at === current}
          onClick={() => {
            go(at)
          }}
          onKeyDown={(event) => {
            onKeyDown(event, at)
          }}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            event.dataTransfer.setData(PIECE_TYPE, `${line.id}:${at}`)
          }}
          onDragOver={(event) => {
            allow(event, at)
          }}
          onDrop={(event) => {
            drop(event, at)
          }}
        >
          {piece.text}
        </button>
      ))}
    </div>
  )
}
