import type { ApiClient } from './api-client.ts'

/** After so many milliseconds the server might answer otherwise, and is asked again. */
const TRUE_FOR_MS = 10_000

/** What the page will ask first, whatever it shows then. */
export interface FirstQuestions {
  /** Not of whoever opens an invitation, who is nobody here yet. */
  readonly session: boolean
  readonly document: string | null
}

/** Asks now; the first who wants the answer within its time is given it, everybody after that asks anew. */
const early = <T>(ask: () => Promise<T>, now: () => number): (() => Promise<T>) => {
  const since = now()
  let asked: Promise<T> | null = ask()
  return () => {
    const answer = asked !== null && now() - since <= TRUE_FOR_MS ? asked : ask()
    asked = null
    return answer
  }
}

/**
 * Asks who is here and which text it is while the files of the screen are still being read [UI832], not only when that is
 * drawn. `now`: milliseconds of a clock that nobody sets.
 */
export const askedEarly = (
  api: ApiClient,
  { session, document }: FirstQuestions,
  now: () => number,
): ApiClient => {
  const askedDocument = document === null ? null : early(() => api.document(document), now)
  return {
    ...api,
    ...(session ? { session: early(() => api.session(), now) } : {}),
    document: (id) => (askedDocument !== null && id === document ? askedDocument() : api.document(id)),
  }
}
