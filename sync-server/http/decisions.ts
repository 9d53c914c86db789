import type { ApiDecided, ApiDecision, ApiDecisions, ApiUndone } from '#core/protocol/api.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { DecisionRecord } from '../room/decision-book.ts'
import type { Decided, DecisionFailure, DecisionResult, Undone } from '../room/decision-commands.ts'
import type { Room } from '../room/room.ts'
import type { DecisionProblem } from './document-host.ts'
import { HttpError } from './http-error.ts'

/** What a room answered, for the wire. What could not be stored is `unavailable`, thrown. */
const answered = <T, A>(
  result: Result<T, DecisionFailure>,
  show: (value: T) => A,
): Result<A, DecisionProblem> => {
  if (result.ok) return ok(show(result.value))
  if (result.error === 'unavailable') throw new HttpError('unavailable')
  return fail(result.error)
}

const apiResult = ({ suggestion, outcome, decided }: DecisionResult): ApiDecided['results'][number] => {
  if (decided === null || decided.record.entry.type !== 'decided') return { suggestion, outcome }
  const { verdict, reason } = decided.suggestion
  const { entry, by, at } = decided.record
  return { suggestion, outcome, as: { decision: entry.id, verdict, reason, by, at } }
}

export const apiDecided = (
  decision: string,
  result: Result<Decided, DecisionFailure>,
): Result<ApiDecided, DecisionProblem> =>
  answered(result, ({ seq, results }) => ({ decision, seq, results: results.map(apiResult) }))

export const apiUndone = (
  decision: string,
  result: Result<Undone, DecisionFailure>,
): Result<ApiUndone, DecisionProblem> => answered(result, (undone) => ({ decision, ...undone }))

const apiDecision = async (room: Room, record: DecisionRecord): Promise<readonly ApiDecision[]> => {
  const { entry, by, at, seq, isUndoable } = record
  if (entry.type !== 'decided' || seq === null) return []
  const words = await room.decisions.wordsOf(seq)
  const suggestions = entry.suggestions.map((suggestion) => {
    const { id, author, verdict, reason } = suggestion
    const said = words.get(id)
    const one = { id, author, verdict, reason, ...(said === undefined ? {} : { words: said }) }
    return room.decisions.holds(id, record) ? one : { ...one, undone: true as const }
  })
  const undoable = isUndoable && suggestions.some((one) => !('undone' in one))
  return [{ id: entry.id, seq, by, at, suggestions, undoable }]
}

/** A page of decisions, newest first. */
export const apiDecisions = async (
  room: Room,
  after: number | null,
  limit: number,
): Promise<ApiDecisions> => {
  const page = room.decisions.page(after, limit)
  const last = page.length < limit ? undefined : page[page.length - 1]
  const decisions: ApiDecision[] = []
  for (const record of page) decisions.push(...(await apiDecision(room, record)))
  return { decisions, next: last?.seq ?? null }
}
