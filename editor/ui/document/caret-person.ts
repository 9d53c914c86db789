import type { CaretPerson } from '../../extensions/binding/carets.ts'
import { memberColour } from '../controls/avatar.tsx'
import { stampOf } from './people.ts'

/** Whose caret it is, after the server's stamp. */
export const caretPersonOf = (state: Readonly<Record<string, unknown>>): CaretPerson | null => {
  const stamp = stampOf(state)
  return stamp === null ? null : { name: stamp.name, color: memberColour(stamp.color) }
}
