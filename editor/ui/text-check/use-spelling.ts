import { useEffect, useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { readPreference, writePreference } from '../preferences.ts'

type Switch = 'on' | 'off'
const isSwitch = (value: unknown): value is Switch => value === 'on' || value === 'off'

export interface Spelling {
  readonly on: boolean
  readonly set: (on: boolean) => void
}

/** The browser's own spell check of the text: on, unless it was switched off on this device [UI777]. */
export const useSpelling = (document: DocumentEditor | null): Spelling => {
  const [on, setOn] = useState(() => readPreference('spelling', isSwitch) !== 'off')
  useEffect(() => {
    document?.setSpelling(on)
  }, [document, on])
  return {
    on,
    set: (next) => {
      setOn(next)
      writePreference('spelling', next ? 'on' : 'off')
    },
  }
}
