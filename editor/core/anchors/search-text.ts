import { fold, type Folded } from '../text/fold.ts'

/** A text in which quotes are sought: folded once, and only if a quote is not found as it is. */
export interface SearchText {
  readonly text: string
  readonly folded: () => Folded
}

export const searchText = (text: string): SearchText => {
  let known: Folded | null = null
  return { text, folded: () => (known ??= fold(text)) }
}
