import type { Control } from '#core/protocol/control.ts'

/** How many suggestions of this person others have accepted and rejected. */
export interface DecidedNews {
  readonly accepted: number
  readonly rejected: number
}

export const NO_NEWS: DecidedNews = { accepted: 0, rejected: 0 }

/** The id of a suggestion begins with its author's. */
const isBy = (suggestion: string, member: string): boolean => suggestion.startsWith(`${member}-`)

/** The news after one more message; the same object when it says nothing of this person's work [UI352]. */
export const newsAfter = (news: DecidedNews, control: Control, me: string): DecidedNews => {
  if (control.type !== 'decided' || control.by === me || control.verdict === 'withdraw') return news
  const count = control.suggestions.filter((one) => isBy(one, me)).length
  if (count === 0) return news
  return control.verdict === 'accept'
    ? { ...news, accepted: news.accepted + count }
    : { ...news, rejected: news.rejected + count }
}
