/** U+0640, a line drawn between joined letters: typography, not spelling. */
export const TATWEEL = '\u0640'

/** Combining marks that folding drops: harakat, Quranic signs, Latin accents. Vowel signs of other scripts stay. */
const DROPPED_MARK = /^[\p{Script=Arabic}\p{Script=Inherited}]$/u
const NONSPACING = /^\p{Mn}$/u
export const isDroppedMark = (character: string): boolean =>
  NONSPACING.test(character) && DROPPED_MARK.test(character)

/** Soft hyphen, zero-width characters, direction marks and controls, byte order mark. Number signs (U+0600–0605) are visible. */
const INVISIBLE = /^[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]$/u
export const isInvisible = (character: string): boolean => INVISIBLE.test(character)

/** Bidi embedding, override and isolate controls: taken out wherever text comes in ([DIR3]). */
export const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu

/** Direction marks and the non-joiner: they may be meant, so they stay, and are shown ([DIR4]). */
export const KEPT_CONTROLS = /[\u061c\u200c\u200e\u200f]/gu
