import type { ApiSince, ApiUnread } from '#core/protocol/api-since.ts'
import type { DocumentHost } from './http/document-host.ts'
import { HttpError } from './http/http-error.ts'
import type { News } from './http/news.ts'
import type { Clock } from './room/clock.ts'
import { summaryFor } from './room/since/for-asker.ts'
import type { Summaries } from './room/since/summaries.ts'
import type { Tallies } from './room/since/tallies.ts'
import { byOthers, NOTHING_COUNTED, unreadOf } from './room/since/tally.ts'
import type { SeenMark, SeenMarks } from './store/seen-marks.ts'

export interface NewsSources {
  readonly documents: Pick<DocumentHost, 'seq'>
  readonly summaries: Summaries
  readonly tallies: Tallies
  readonly seenMarks: SeenMarks
  readonly clock: Clock
}

/** What is new, from the logs, the tallies beside them and the marks of members. */
export const documentNews = ({ documents, summaries, tallies, seenMarks, clock }: NewsSources): News => {
  /** The tally is written first: what a mark counts from is never lost behind it. */
  const markSeen = async (document: string, member: string, seq: number): Promise<SeenMark> => {
    const others = byOthers(await tallies.at(document, seq), member)
    return seenMarks.put(document, member, { seq, at: clock.now(), others })
  }

  const tell = async (
    document: string,
    member: string,
    from: number,
    seq: number,
    seenAt: number | null,
  ): Promise<ApiSince> => {
    const summary = await summaries.of(document, from, seq)
    if (!summary.ok) {
      const { reason } = summary.error
      throw new HttpError('unavailable', reason === 'damaged' ? { key: 'unreadable-document' } : {})
    }
    return { from, seq, seenAt, ...summaryFor(summary.value, member) }
  }

  return {
    markSeen,
    since: async (document, member, from) => {
      const seq = await documents.seq(document)
      if (from !== null) return tell(document, member, Math.min(from, seq), seq, null)
      const mark = await seenMarks.get(document, member)
      if (mark !== null) return tell(document, member, Math.min(mark.seq, seq), seq, mark.at)
      // To who was never here everything would be new, and nothing is news.
      await markSeen(document, member, seq)
      return tell(document, member, seq, seq, null)
    },
    unread: async (member, ids) => {
      const marks = await seenMarks.of(member)
      return ids.flatMap((document): ApiUnread[] => {
        const mark = marks.get(document)
        if (mark === undefined) return []
        const unread = unreadOf(byOthers(tallies.of(document), member), mark.others ?? NOTHING_COUNTED)
        return unread.changes + unread.comments + unread.mentions === 0 ? [] : [{ document, ...unread }]
      })
    },
    forget: async (document) => {
      summaries.forget(document)
      await tallies.forget(document)
    },
  }
}
