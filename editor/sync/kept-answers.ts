import type { ApiSession } from '#core/protocol/api.ts'
import { fail, ok } from '#core/util/result.ts'
import type { ApiClient } from './api-client.ts'
import type { ApiFailure, ApiResult } from './api-result.ts'
import type { LeavingNote } from './leaving-note.ts'

/** Where the last answers of the server are kept on this device. A failure is nothing kept, and nothing more. */
export interface AnswerKeep {
  readonly get: (key: string) => Promise<unknown>
  readonly put: (key: string, answer: unknown) => Promise<void>
  readonly remove: (key: string) => Promise<void>
}

/** Is what the page shows what the server says now, or what it said when it was last reached? */
export interface Reach {
  readonly subscribe: (listener: () => void) => () => void
  /** True from an answer out of the device on, until the server answers again. */
  readonly isAway: () => boolean
}

/** Who has an answer on the device does not wait longer than this for the server's. */
const PATIENCE_MS = 3_000

/** No answer of this server: none at all, a proxy's, the page of a network that wants a password first. */
const isAway = ({ code }: ApiFailure): boolean =>
  code === 'unreachable' || code === 'unavailable' || code === 'unexpected'

/** The server says that it is not the asker's any more. */
const isGone = ({ code }: ApiFailure): boolean =>
  code === 'not-signed-in' || code === 'forbidden' || code === 'not-found'

export interface KeptAnswersOptions {
  /** Null where the browser keeps nothing. */
  readonly keep: AnswerKeep | null
  readonly leaving: LeavingNote
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>
  /** Asks again where a connection broke: for what this device cannot answer [UI801]. The same calls by default. */
  readonly patient?: ApiClient
}

/**
 * The same calls, of which those that a page needs to open (who am I, which texts are there, what is this text called)
 * are answered from the device while the server is away [UI751]. They are questions only: what changes something goes
 * to the server or fails.
 */
export const withKeptAnswers = (
  api: ApiClient,
  { keep, leaving, wait, patient = api }: KeptAnswersOptions,
): { readonly api: ApiClient; readonly reach: Reach } => {
  const listeners = new Set<() => void>()
  let away = false
  const learn = (now: boolean): void => {
    if (away === now) return
    away = now
    for (const listener of listeners) listener()
  }
  const reach: Reach = {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    isAway: () => away,
  }
  if (keep === null) return { api: patient, reach }

  const ask = async <T>(key: string, question: (calls: ApiClient) => ApiResult<T>): ApiResult<T> => {
    const hear = async (answer: Awaited<ApiResult<T>>): ApiResult<T> => {
      // Nobody waits for the device: it puts and removes one after the other, as it was told.
      if (answer.ok) void keep.put(key, answer.value)
      else if (isGone(answer.error)) void keep.remove(key)
      if (answer.ok || !isAway(answer.error)) learn(false)
      return answer
    }
    const asked = question(api).then(hear)
    const soon = await Promise.race([asked, wait(PATIENCE_MS).then(() => null)])
    if (soon !== null && (soon.ok || !isAway(soon.error))) return soon
    const kept = await keep.get(key)
    if (kept === undefined) {
      const late = await asked
      return late.ok || late.error.code !== 'unreachable' || patient === api
        ? late
        : question(patient).then(hear)
    }
    learn(true)
    // Kept under this key by the line above, as the server gave it.
    return ok(kept as T)
  }
  /** Nobody is here as long as the server could not be told that they left. */
  const session = async (): ApiResult<ApiSession> => {
    if (leaving.stands()) {
      const left = await api.logOut()
      if (!left.ok && left.error.code !== 'not-signed-in')
        return fail({ code: 'not-signed-in', status: 0, message: null })
      leaving.drop()
    }
    const answer = await ask('session', (calls) => calls.session())
    // Of nobody nothing is kept.
    if (answer.ok && answer.value.memberships.length === 0) await keep.remove('session')
    return answer
  }
  return {
    api: {
      ...patient,
      session,
      documents: (group) => ask(`documents/${group}`, (calls) => calls.documents(group)),
      document: (id) => ask(`document/${id}`, (calls) => calls.document(id)),
      members: (group) => ask(`members/${group}`, (calls) => calls.members(group)),
    },
    reach,
  }
}
