import { useEffect, useState } from 'react'
import { piecesText } from '#core/text/pdf/repair-line.ts'
import type { ReviewLine } from '#core/text/pdf/review.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { ReviewDesk } from './review-desk.ts'
import css from './review.module.css'

export interface LineFieldProps {
  readonly line: ReviewLine
  /** As they were begun before; undefined: those of the line. */
  readonly words: string | undefined
  readonly desk: ReviewDesk
}

/** The words of a line in a field; Enter keeps them, Escape does not. Until then the device has them [UI962]. */
export function LineField({ line, words, desk }: LineFieldProps) {
  const { t, number } = useMessages()
  const [text, setText] = useState(() => words ?? piecesText(line.pieces))
  useEffect(
    () => () => {
      desk.note(null)
    },
    [desk],
  )
  const back = (): void => {
    desk.activate({ line: line.id, piece: 0, mode: 'pieces' })
  }
  const keep = (): void => {
    desk.act({ act: 'write', line: line.id, text })
    back()
  }
  return (
    <div className={css['field']}>
      <textarea
        autoFocus
        dir="rtl"
        lang="ar"
        rows={2}
        aria-label={t('review.write', { number: number(line.id) })}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          desk.note({ line: line.id, text: event.target.value })
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          keep()
        }}
      />
      <div className={css['acts']}>
        <Button kind="primary" onClick={keep}>
          {t('review.keep')}
        </Button>
        <Button kind="plain" onClick={back}>
          {t('app.cancel')}
        </Button>
      </div>
    </div>
  )
}
