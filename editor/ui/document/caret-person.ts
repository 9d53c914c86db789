import type { CaretPerson } from '../../extensions/binding/carets.ts'
import { stampOf } from './people.ts'

/** A caret's colour is written into its element, so it is read out of the tokens when it is drawn. */
const colourOf = (color: number): string => {
  const token = `--member-${((Math.trunc(color) % 12) + 12) % 12}`
  return getComputedStyle(document.documentElement).getPropertyValue(token).trim()
}

/** Whose caret it is, after the server's stamp. */
export const caretPersonOf = (state: Readonly<Record<string, unknown>>): CaretPerson | null => {
  const stamp = stampOf(state)
  return stamp === null ? null : { name: stamp.name, color: colourOf(stamp.color) }
}
