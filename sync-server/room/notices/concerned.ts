import type { Notice } from '#core/protocol/api-inbox.ts'
import type { LockedRange } from '#core/locks/section-lock.ts'
import type { DecidedSuggestion } from '../decision-entries.ts'
import type { ControlEntry } from '../facts.ts'
import { SERVER } from '../member.ts'
import { firstComment, suggestionsOf, type Thread } from '../thread.ts'
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
  readonly thread: (id: string) => Thread | null
  /** The open suggestions, by their authors, in the sections under `locks` that are not under `before`. */
  readonly openUnder: (
    locks: readonly LockedRange[],
    before: readonly LockedRange[],
  ) => ReadonlyMap<string, readonly string[]>
}

/** Does this kind of entry tell somebody something? The others may be looked at again for nothing. */
export const isTold = ({ type }: ControlEntry): boolean =>
  type === 'stage' ||
  type === 'decided' ||
  type === 'undone' ||
  type === 'locks' ||
  type === 'thread-begun' ||
  type === 'commented' ||
  type === 'comment-edited'

/**
 * Whom an entry concerns, and what they are told: never who did it themselves, never who may not follow the document,
 * and of one act one thing each [ACC600] [ACC601]. `locks` are those before it.
 */
export const concerned = (
  fed: FedEntry,
  locks: readonly LockedRange[],
  around: Surroundings,
): readonly NewNotice[] => {
  const { seq, at, by } = fed
  const followers = new Set(around.followers(at))
  const told = noticesOf(fed, locks, around, followers)
  return [...told].flatMap(([member, notice]) =>
    member === by || member === SERVER || !followers.has(member) ? [] : [{ member, seq, at, by, notice }],
  )
}

const noticesOf = (
  fed: FedEntry,
  locks: readonly LockedRange[],
  around: Surroundings,
  followers: ReadonlySet<string>,
): ReadonlyMap<string, Notice> => {
  const { entry } = fed
  switch (entry.type) {
    case 'thread-begun':
    case 'commented':
    case 'comment-edited':
      return inThread(fed, entry, around, followers)
    case 'stage': {
      const { stage } = entry
      return new Map([...followers].map((member) => [member, { type: 'stage', stage }]))
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
    case 'comment-deleted':
    case 'comment-hidden':
    case 'thread-resolved':
    case 'thread-anchored':
    case 'version-named':
    case 'restored':
      return new Map()
  }
}

type CommentEntry = Extract<ControlEntry, { readonly type: 'thread-begun' | 'commented' | 'comment-edited' }>

/**
 * Who is named is told so; who commented before, or proposed what the discussion is about, is told of a reply. A
 * change of a comment tells only those whom it names: who was told of the comment already is left out on the way.
 */
const inThread = (
  { seq }: FedEntry,
  entry: CommentEntry,
  around: Surroundings,
  followers: ReadonlySet<string>,
): ReadonlyMap<string, Notice> => {
  const comment = entry.type === 'thread-begun' ? firstComment(entry.thread) : entry.comment
  const told = new Map<string, Notice>()
  const thread = entry.type === 'comment-edited' ? null : around.thread(entry.thread)
  for (const one of thread?.comments ?? [])
    if (one.seq < seq) told.set(one.by, { type: 'reply', thread: entry.thread, comment })
  // The id of a suggestion begins with its author's: the gate admits no other.
  for (const suggestion of thread === null ? [] : suggestionsOf(thread.anchor))
    for (const member of followers)
      if (suggestion.startsWith(`${member}-`))
        told.set(member, { type: 'reply', thread: entry.thread, comment })
  for (const member of entry.mentions) told.set(member, { type: 'mention', thread: entry.thread, comment })
  return told
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
