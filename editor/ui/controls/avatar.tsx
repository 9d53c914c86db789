import { MEMBER_COLORS } from '#core/access/member-color.ts'
import css from './avatar.module.css'

/** The colour of a person everywhere: caret, avatar, card. `color` is `ApiMember.color`, taken modulo the palette. */
export const memberColour = (color: number): string =>
  `var(--member-${((Math.trunc(color) % MEMBER_COLORS) + MEMBER_COLORS) % MEMBER_COLORS})`

/** The first letter that is a letter; «ال» is passed over, or half of all names would look the same. */
export const initialOf = (name: string): string => {
  const letters = Array.from(name.normalize('NFC')).filter((one) => /\p{L}|\p{N}/u.test(one))
  const [first, second, third] = letters
  const start = first === 'ا' && second === 'ل' && third !== undefined ? third : first
  return (start ?? '؟').toLocaleUpperCase()
}

/** A person as a disc with an initial. Decoration: the name stands beside it or labels the control around it. */
export function Avatar({ name, color }: { readonly name: string; readonly color: number }) {
  return (
    <span className={css['avatar']} style={{ backgroundColor: memberColour(color) }} aria-hidden>
      {initialOf(name)}
    </span>
  )
}
