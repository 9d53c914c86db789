import type { Stage } from '#core/access/stages.ts'
import type { RedlineSource } from '#core/history/redline.ts'
import type { ApiVersion } from '#core/protocol/api-history.ts'
import type { DocumentDigits } from '#core/schema/numbering.ts'
import type { HistoryHost, TextThen, VersionAddress } from './history-host.ts'

export interface Redline {
  readonly redline: RedlineSource
  /** Of the later text. */
  readonly stage: Stage
  readonly seq: number
}

/** In a file everything is Arabic, as the text is; its numbers are in the digits of the text ([DOC691]). */
const STAGES: { readonly [S in Stage]: string } = {
  drafting: 'الصياغة',
  suggesting: 'الاقتراحات',
  commenting: 'التعليق',
  final: 'النصّ النهائي',
}

const momentFormat = (digits: DocumentDigits): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(`ar-SY-u-nu-${digits}`, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'UTC',
  })
const MOMENTS = { latn: momentFormat('latn'), arab: momentFormat('arab') } as const satisfies Record<
  DocumentDigits,
  Intl.DateTimeFormat
>

/** What a moment is called in a file: its name where somebody gave it one, and when it was. */
const wordsOf = (
  { seq, at }: TextThen,
  {
    versions,
    isNow,
    digits,
  }: {
    readonly versions: readonly ApiVersion[]
    readonly isNow: boolean
    readonly digits: DocumentDigits
  },
): string => {
  const when = `${MOMENTS[digits].format(at)} (UTC)`
  const here = versions.filter((version) => version.seq === seq)
  const name = here.find(({ kind }) => kind === 'named')?.name ?? null
  // A name in Latin letters must not take the day along in its direction.
  if (name !== null) return `«${name}»\u200f، ${when}`
  const stage = here.find((version) => version.stage !== null)?.stage ?? null
  if (stage !== null) return `بداية مرحلة ${STAGES[stage]}، ${when}`
  return isNow ? `النصّ كما هو، ${when}` : when
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
    { hasNames, digits }: { readonly hasNames: boolean; readonly digits: DocumentDigits },
  ): Promise<Redline> => {
    const [before, after] = [await history.text(document, from), await history.text(document, to)]
    const { versions } = await history.versions(document)
    const authored = hasNames ? await history.authors(document, { seq: after.seq }) : null
    const redline = {
      before: before.blocks,
      after: after.blocks,
      from: wordsOf(before, { versions, isNow: from === 'now', digits }),
      to: wordsOf(after, { versions, isNow: to === 'now', digits }),
      at: after.at,
      authors: authored === null ? null : authored.blocks.map(({ runs }) => runs),
    }
    return { redline, stage: after.stage, seq: after.seq }
  }
