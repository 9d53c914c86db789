import type { ApiDiffBlock } from '#core/protocol/api-history.ts'
import type { ApiTextBlock } from '#core/protocol/api.ts'
import type { ComparedBlock } from '#core/history/compare-texts.ts'
import type { BlockContent } from '#core/schema/content.ts'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { DocumentHost } from './http/document-host.ts'
import type { HistoryHost, TextThen, VersionAddress } from './http/history-host.ts'
import { HttpError } from './http/http-error.ts'
import type { Clock } from './room/clock.ts'
import { readStretch } from './room/since/read-stretch.ts'
import type { NoSummary } from './room/since/summaries.ts'
import type { UpdateLog } from './room/update-log.ts'
import type { AuthoredBlock } from './room/versions/authors.ts'
import type { Chronicles } from './room/versions/chronicles.ts'
import { KeptAnswers } from './room/versions/kept-answers.ts'
import { historyIn, markOf, namedVersion, versionsIn } from './room/versions/version-list.ts'
import type { SummaryThread } from './summary-thread.ts'

export interface HistorySources {
  readonly documents: Pick<DocumentHost, 'seq' | 'nameVersion' | 'restoreVersion'>
  readonly log: Pick<UpdateLog, 'snapshotAt' | 'read'>
  readonly chronicles: Chronicles
  /** For texts and comparisons, which somebody waits for while they move along a slider. */
  readonly reading: Pick<SummaryThread, 'textOf' | 'compare'>
  /** For who wrote what, which takes a whole log. */
  readonly authoring: Pick<SummaryThread, 'authorsOf'>
  readonly textBlocks: (blocks: readonly BlockContent[]) => readonly ApiTextBlock[]
  readonly clock: Clock
}

export interface DocumentHistory extends HistoryHost {
  /** What was known of a document that is no more. */
  forget(document: string): Promise<void>
}

/** So many texts of another time are kept: of one moment many members ask for the same, and a comparison takes two. */
const TEXTS = 12
const ANSWERS = 8

type Answer<T> = Result<T, NoSummary>

/** What documents were, from their logs and the chronicles beside them. */
export const documentHistory = (sources: HistorySources): DocumentHistory => {
  const { documents, log, chronicles, reading, authoring, textBlocks, clock } = sources
  const texts = new KeptAnswers<Answer<TextThen>>(TEXTS, ({ ok: isOk }) => isOk)
  const differences = new KeptAnswers<Answer<readonly ApiDiffBlock[]>>(ANSWERS, ({ ok: isOk }) => isOk)
  const authors = new KeptAnswers<Answer<readonly AuthoredBlock[]>>(ANSWERS, ({ ok: isOk }) => isOk)
  /** Names and restores of one document, one after the other: an id is looked up and used in one go. */
  const commands = new Map<string, Promise<unknown>>()

  const seqOf = async (document: string, version: VersionAddress): Promise<number> => {
    const now = await documents.seq(document)
    if (version === 'now') return now
    if ('seq' in version) {
      if (version.seq < 1 || version.seq > now) throw new HttpError('not-found')
      return version.seq
    }
    const mark = markOf(await chronicles.at(document, now), version.id)
    if (mark === null) throw new HttpError('not-found')
    return mark.seq
  }

  const textAt = (document: string, seq: number): Promise<Answer<TextThen>> =>
    texts.of(document, `${seq}`, async () => {
      const stretch = await readStretch(log, document, seq + 1, seq)
      const text = await reading.textOf(stretch)
      if (!text.ok) return text
      return ok({ seq, at: stretch.entries.at(-1)?.at ?? (await timeOf(document, seq)), ...text.value })
    })

  const timeOf = async (document: string, seq: number): Promise<number> => {
    for await (const { at } of log.read(document, seq, seq)) return at
    return 0
  }

  const inTurn = <T>(document: string, work: () => Promise<T>): Promise<T> => {
    const done = (commands.get(document) ?? Promise.resolve()).then(work, work)
    commands.set(document, done)
    const forget = (): void => {
      if (commands.get(document) === done) commands.delete(document)
    }
    done.then(forget, forget)
    return done
  }

  return {
    versions: async (document) =>
      versionsIn(await chronicles.at(document, await documents.seq(document)), clock.now()),
    history: async (document, from, to) =>
      historyIn(await chronicles.at(document, await documents.seq(document)), from, to),
    name: (document, member, { id, name, seq }) =>
      inTurn(document, async () => {
        const now = await documents.seq(document)
        if (seq !== undefined && (seq < 1 || seq > now)) throw new HttpError('not-found')
        const known = markOf(await chronicles.at(document, now), id)
        if (known !== null) {
          const isSame = known.kind === 'named' && known.by === member && known.name === name
          if (!isSame || (seq ?? known.seq) !== known.seq) return fail('conflict')
          return ok({ version: namedVersion(known), isNew: false })
        }
        const stored = await documents.nameVersion(document, member, { id, name, of: seq ?? now })
        const mark = markOf(await chronicles.at(document, stored), id)
        if (mark === null) throw new HttpError('unavailable')
        return ok({ version: namedVersion(mark), isNew: true })
      }),
    text: async (document, version) => found(await textAt(document, await seqOf(document, version))),
    diff: async (document, a, b) => {
      const [from, to] = [await seqOf(document, a), await seqOf(document, b)]
      const difference = await differences.of(document, `${from} ${to}`, async () => {
        const [before, after] = await Promise.all([textAt(document, from), textAt(document, to)])
        if (!before.ok) return before
        if (!after.ok) return after
        const both = { before: before.value.blocks, after: after.value.blocks }
        const compared = await reading.compare(both)
        if (!compared.ok) return compared
        return ok(apiDiff(compared.value, textBlocks(both.before), textBlocks(both.after)))
      })
      return { from, to, blocks: found(difference) }
    },
    authors: async (document, version) => {
      const seq = await seqOf(document, version)
      const answer = await authors.of(document, `${seq}`, async () =>
        authoring.authorsOf(await readStretch(log, document, 0, seq)),
      )
      return { seq, blocks: found(answer) }
    },
    restore: (document, member, version, id) =>
      inTurn(document, async () => {
        const of = await seqOf(document, version)
        const known = markOf(await chronicles.at(document, await documents.seq(document)), id)
        if (known !== null)
          return known.kind === 'restored' && known.by === member && (known.of === of || version === 'now')
            ? ok({ seq: known.seq })
            : fail('conflict')
        const { blocks } = found(await textAt(document, of))
        return documents.restoreVersion(document, member, { id, of, blocks })
      }),
    forget: async (document) => {
      texts.forget(document)
      differences.forget(document)
      authors.forget(document)
      await chronicles.forget(document)
    },
  }
}

const found = <T>(answer: Answer<T>): T => {
  if (answer.ok) return answer.value
  const { reason } = answer.error
  throw new HttpError('unavailable', reason === 'damaged' ? { key: 'unreadable-document' } : {})
}

const apiDiff = (
  compared: readonly ComparedBlock[],
  before: readonly ApiTextBlock[],
  after: readonly ApiTextBlock[],
): readonly ApiDiffBlock[] =>
  compared.map((block) => ({
    ...block,
    before: block.before === null ? null : (before[block.before] ?? null),
    after: block.after === null ? null : (after[block.after] ?? null),
  }))
