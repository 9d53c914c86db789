import type { Stage } from '#core/access/stages.ts'
import type { RedlineSource } from '#core/history/redline.ts'
import type { ApiVersion } from '#core/protocol/api-history.ts'
import type { DocumentDigits } from '#core/schema/numbering.ts'
import type { DocumentLanguage } from '#core/text/language.ts'
import type { HistoryHost, TextThen, VersionAddress } from './history-host.ts'
import { redlineWords, type RedlineWords } from './redline-words.ts'

export interface Redline {
  readonly redline: RedlineSource
  /** Of the later text. */
  readonly stage: Stage
  readonly seq: number
}

interface MomentTold {
  readonly versions: readonly ApiVersion[]
  readonly isNow: boolean
  readonly words: RedlineWords
  readonly digits: DocumentDigits
}

/** How the file is written, and whether it may name who wrote what. */
interface RedlineWriting {
  readonly hasNames: boolean
  readonly language: DocumentLanguage
  readonly digits: DocumentDigits
}

/** What a moment is called in a file: its name where somebody gave it one, and when it was. */
const wordsOf = ({ seq, at }: TextThen, { versions, isNow, words, digits }: MomentTold): string => {
  const when = words.moment(at, digits)
  const here = versions.filter((version) => version.seq === seq)
  const name = here.find(({ kind }) => kind === 'named')?.name ?? null
  if (name !== null) return words.named(name, when)
  const stage = here.find((version) => version.stage !== null)?.stage ?? null
  if (stage !== null) return words.stage(stage, when)
  return isNow ? words.asItStands(when) : when
}

/**
 * What became of one version in another ([DOC680]): the texts without suggestions, what they are called, and, when
 * names are wanted, who wrote the later one ([DOC681]).
 */
export const redlines =
  (history: HistoryHost) =>
  async (
    document: string,
    { from, to }: { readonly from: VersionAddress; readonly to: VersionAddress },
    { hasNames, language, digits }: RedlineWriting,
  ): Promise<Redline> => {
    const [before, after] = [await history.text(document, from), await history.text(document, to)]
    const { versions } = await history.versions(document)
    const authored = hasNames ? await history.authors(document, { seq: after.seq }) : null
    const words = redlineWords(language)
    const redline = {
      before: before.blocks,
      after: after.blocks,
      from: wordsOf(before, { versions, isNow: from === 'now', words, digits }),
      to: wordsOf(after, { versions, isNow: to === 'now', words, digits }),
      at: after.at,
      authors: authored === null ? null : authored.blocks.map(({ runs }) => runs),
    }
    return { redline, stage: after.stage, seq: after.seq }
  }
