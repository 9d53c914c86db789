/** Words of Arabic that an adult reads aloud in a minute: IReST, Trauzettel-Klosinski & Dietz, IOVS 53 (2012). */
const WORDS_PER_MINUTE = 138

/** Whole minutes, at least one for a text that says anything ([DIR6]). */
export const readingMinutes = (words: number): number => Math.ceil(words / WORDS_PER_MINUTE)
