import { useEffect, useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { NumberFrame } from '../../extensions/paragraphs/number-access.ts'
import { useTold } from '../controls/notices.tsx'
import { useFrames, type FrameSource } from '../document/use-frames.ts'
import { useMessages } from '../locale-provider.tsx'
import { numberWords } from './number-words.ts'
import css from './paragraphs.module.css'

export interface ParagraphNumbersProps {
  readonly document: DocumentEditor
}

const FRAMES: FrameSource<NumberFrame> = {
  measure: ({ numbers }, origin) =>
    numbers.frames(window.innerHeight).map((frame) => ({ ...frame, top: Math.round(frame.top - origin) })),
  areSame: (one, two) => one.key === two.key && one.top === two.top,
}

/** Milliseconds after which a caret that went to another paragraph stays there. */
const REST_MS = 400

/**
 * The numbers by which a room speaks of paragraphs, in the margin of the paper [UI820]. They lie beside the text and are
 * measured from it, near the window only: no word moves for them, nothing of them is copied, a key costs no number.
 * Whoever hears the page is told the number of the paragraph that the caret comes to.
 */
export function ParagraphNumbers({ document }: ParagraphNumbersProps) {
  const translator = useMessages()
  const { t } = translator
  const { place, frames } = useFrames(document, FRAMES)
  const [said, setSaid] = useState('')
  useTold(said)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = (): void => {
      const number = document.numbers.atCaret()
      setSaid(number === null ? '' : t('paragraphs.at', { number: numberWords(translator, number) }))
    }
    const stop = document.comments.onCaret(() => {
      clearTimeout(timer)
      timer = setTimeout(tell, REST_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [document, t, translator])

  useEffect(() => {
    const print = (): void => {
      document.numbers.print((number) => numberWords(translator, number))
    }
    const printed = (): void => {
      document.numbers.print(null)
    }
    window.addEventListener('beforeprint', print)
    window.addEventListener('afterprint', printed)
    return () => {
      window.removeEventListener('beforeprint', print)
      window.removeEventListener('afterprint', printed)
    }
  }, [document, translator])

  return (
    <div ref={place} className={css['numbers']} aria-hidden data-testid="paragraph-numbers">
      {frames.map((frame) => (
        <span key={frame.key} className={css['number']} style={{ insetBlockStart: frame.top }}>
          {numberWords(translator, frame)}
        </span>
      ))}
    </div>
  )
}
