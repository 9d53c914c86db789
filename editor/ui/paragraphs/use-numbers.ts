import { useCallback, useState } from 'react'
import { readPreference, writePreference } from '../preferences.ts'
import { useShortcuts } from '../document/use-shortcuts.ts'

const CHOICES = ['shown', 'hidden'] as const
type Choice = (typeof CHOICES)[number]

const isChoice = (value: unknown): value is Choice => CHOICES.some((choice) => choice === value)

/** Whether the paragraphs bear their numbers: of this device, for every text. */
export interface NumbersChoice {
  readonly shown: boolean
  readonly toggle: () => void
}

/** Also by its key of the table of shortcuts. */
export const useNumbers = (): NumbersChoice => {
  const [choice, setChoice] = useState<Choice>(
    () => readPreference('paragraph-numbers', isChoice) ?? 'hidden',
  )
  const toggle = useCallback(() => {
    setChoice((before) => {
      const next = before === 'shown' ? 'hidden' : 'shown'
      writePreference('paragraph-numbers', next)
      return next
    })
  }, [])
  useShortcuts({ acts: { numbers: toggle }, repeating: [] })
  return { shown: choice === 'shown', toggle }
}
