import { useEffect, useRef, useState } from 'react'
import { useMessages } from '../locale-provider.tsx'
import css from './file-drop.module.css'

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

export interface FileDropProps {
  readonly onFile: (file: File) => void
  /** What letting go would do; by default it makes a new text. */
  readonly words?: string
}

/** Takes a file dropped anywhere on the page. Without it the browser would leave the page for the file. */
export function FileDrop({ onFile, words }: FileDropProps) {
  const { t } = useMessages()
  const [over, setOver] = useState(false)
  /** Enter and leave come for every element on the way; the sum says whether the pointer is still here. */
  const depth = useRef(0)

  useEffect(() => {
    const enter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      depth.current++
      setOver(true)
    }
    const move = (event: DragEvent): void => {
      if (carriesFiles(event)) event.preventDefault()
    }
    const leave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      depth.current--
      if (depth.current <= 0) setOver(false)
    }
    const drop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      depth.current = 0
      setOver(false)
      const file = event.dataTransfer?.files.item(0)
      if (file !== null && file !== undefined) onFile(file)
    }
    document.addEventListener('dragenter', enter)
    document.addEventListener('dragover', move)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragenter', enter)
      document.removeEventListener('dragover', move)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
    }
  }, [onFile])

  return over ? (
    <div className={css['dropVeil']} aria-hidden>
      <p>{words ?? t('home.drop-now')}</p>
    </div>
  ) : null
}
