import type { Notice } from '#core/protocol/api-inbox.ts'
import type { SectionLock } from '#core/shared-doc/judge.ts'
import type { DecidedSuggestion } from '../decision-entries.ts'
import type { ControlEntry } from '../facts.ts'
import { SERVER } from '../member.ts'
import type { NewNotice } from './inbox.ts'

/** A control entry of the log, with what stands on it. */
export interface FedEntry {
  readonly seq: number
  readonly at: number
  readonly by: string
  readonly entry: ControlEntry
}

/** What has to be known of the document and its members to tell whom an entry concerns. */
export interface Surroundings {
  /** Ids of all members who may follow the document now and were in the group at `at`. */
  readonly followers: (at: number) => readonly string[]
  /** The suggestions of a decision, by its id; null when it is not known. */
  readonly decided: (decision: string) => readonly DecidedSuggestion[] | null
  /** The open suggestions, by their authors, in the sections under `locks` that are not under `before`. */
  readonly openUnder: (
    locks: readonly SectionLock[],
    before: readonly SectionLock[],
  ) => ReadonlyMap<string, readonly string[]>
}

/** Does this kind of entry tell somebody something? The others may be looked at again for nothing. */
export const isTold = ({ type }: ControlEntry): boolean =>
  type === 'stage' || type === 'decided' || type === 'undone' || type === 'locks'

/**
 * Whom an entry concerns, and what they are told: never who did it themselves, never who may not follow the document,
 * and of one act one thing each [ACC600] [ACC601]. `locks` are those before it.
 */
export const concerned = (
  fed: FedEntry,
  locks: readonly SectionLock[],
  around: Surroundings,
): readonly NewNotice[] => {
  const { seq, at, by } = fed
  const told = noticesOf(fed.entry, locks, around, at)
  if (told.size === 0) return []
  const followers = new Set(around.followers(at))
  return [...told].flatMap(([member, notice]) =>
    member === by || member === SERVER || !followers.has(member) ? [] : [{ member, seq, at, by, notice }],
  )
}

const noticesOf = (
  entry: ControlEntry,
  locks: readonly SectionLock[],
  around: Surroundings,
  at: number,
): ReadonlyMap<string, Notice> => {
  switch (entry.type) {
    case 'stage': {
      const { stage } = entry
      return new Map(around.followers(at).map((member) => [member, { type: 'stage', stage }]))
    }
    case 'decided':
      return perAuthor(entry.suggestions, (own, suggestion) => {
        const accepted = own.filter(({ verdict }) => verdict === 'accept').length
        return { type: 'decided', accepted, rejected: own.length - accepted, suggestion }
      })
    case 'undone': {
      const again = new Set(entry.suggestions)
      const suggestions = (around.decided(entry.decision) ?? []).filter(({ id }) => again.has(id))
      return perAuthor(suggestions, (own, suggestion) => ({
        type: 'reopened',
        suggestions: own.length,
        suggestion,
      }))
    }
    case 'locks': {
      const open = around.openUnder(entry.locks, locks)
      return new Map(
        [...open].map(([author, [suggestion = '', ...more]]) => [
          author,
          { type: 'locked', suggestions: 1 + more.length, suggestion },
        ]),
      )
    }
    case 'created':
    case 'seeded':
    case 'recovered':
    case 'late-restored':
    case 'late-dismissed':
    case 'renamed':
      return new Map()
  }
}

const perAuthor = (
  suggestions: readonly DecidedSuggestion[],
  notice: (own: readonly DecidedSuggestion[], first: string) => Notice,
): ReadonlyMap<string, Notice> => {
  const byAuthor = new Map<string, DecidedSuggestion[]>()
  for (const suggestion of suggestions) {
    const own = byAuthor.get(suggestion.author)
    if (own === undefined) byAuthor.set(suggestion.author, [suggestion])
    else own.push(suggestion)
  }
  return new Map([...byAuthor].map(([author, own]) => [author, notice(own, own[0]?.id ?? '')]))
}
