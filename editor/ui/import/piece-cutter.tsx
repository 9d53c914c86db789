import { Scissors } from 'lucide-react'
import { Fragment, useEffect, useRef } from 'react'
import type { ReviewLine } from '#core/text/pdf/review.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { ReviewDesk } from './review-desk.ts'
import css from './review.module.css'

export interface PieceCutterProps {
  readonly line: ReviewLine
  readonly piece: number
  readonly desk: ReviewDesk
}

/** A piece word by word: between two words it can be cut. */
export function PieceCutter({ line, piece, desk }: PieceCutterProps) {
  const { t } = useMessages()
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  const words = line.pieces[piece]?.text.split(' ') ?? []
  const back = (to: number): void => {
    desk.activate({ line: line.id, piece: to, mode: 'pieces' })
  }
  return (
    <div className={css['cutter']} role="group" aria-label={t('review.cutter')} dir="rtl" lang="ar">
      {words.map((word, at) => (
        <Fragment key={at}>
          <span>{word}</span>
          {at < words.length - 1 && (
            <button
              ref={at === 0 ? first : undefined}
              type="button"
              className={css['cut']}
              aria-label={t('review.cut-after', { word })}
              onClick={() => {
                desk.act({ act: 'cut', line: line.id, piece, words: at + 1 })
                back(piece + 1)
              }}
            >
              <Scissors size={14} aria-hidden />
            </button>
          )}
        </Fragment>
      ))}
      <Button
        kind="plain"
        autoFocus={words.length < 2}
        onClick={() => {
          back(piece)
        }}
      >
        {t('app.cancel')}
      </Button>
    </div>
  )
}
