import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { NumberFrame } from '../../extensions/paragraphs/number-access.ts'
import { useMessages } from '../locale-provider.tsx'
import { numberWords } from './number-words.ts'
import css from './paragraphs.module.css'

export interface ParagraphNumbersProps {
  readonly document: DocumentEditor
}

const areSame = (one: readonly NumberFrame[], two: readonly NumberFrame[]): boolean =>
  one.length === two.length &&
  one.every((frame, at) => frame.key === two[at]?.key && frame.top === two[at].top)

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
  const place = useRef<HTMLDivElement>(null)
  const [frames, setFrames] = useState<readonly NumberFrame[]>([])
  const [said, setSaid] = useState('')

  useLayoutEffect(() => {
    let asked = 0
    const measure = (): void => {
      asked = 0
      const origin = place.current?.getBoundingClientRect().top
      if (origin === undefined) return
      const found = document.numbers
        .frames(window.innerHeight)
        .map((frame) => ({ ...frame, top: Math.round(frame.top - origin) }))
      setFrames((before) => (areSame(before, found) ? before : found))
    }
    const later = (): void => {
      if (asked === 0) asked = requestAnimationFrame(measure)
    }
    const stop = document.onLayout((when) => {
      if (when === 'settled') measure()
      else later()
    })
    measure()
    return () => {
      cancelAnimationFrame(asked)
      stop()
    }
  }, [document])

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
    <>
      <div ref={place} className={css['numbers']} aria-hidden data-testid="paragraph-numbers">
        {frames.map((frame) => (
          <span key={frame.key} className={css['number']} style={{ insetBlockStart: frame.top }}>
            {numberWords(translator, frame)}
          </span>
        ))}
      </div>
      <p className="unseen" role="status" data-testid="paragraph-said">
        {said}
      </p>
    </>
  )
}
