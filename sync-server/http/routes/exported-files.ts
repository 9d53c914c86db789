import { COMPARISON } from '#core/history/redline.ts'
import type { Stage } from '#core/access/stages.ts'
import type { Result } from '#core/util/result.ts'
import type { InDocument } from '../asker.ts'
import { digitsOf } from '../document-list.ts'
import type { ExportFormat, FileSource, NotWritten, TextFormat, View } from '../document-host.ts'
import type { VersionAddress } from '../history-host.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { notWritten } from '../not-written.ts'
import { redlines } from '../redlines.ts'
import { verifyUrl } from '../verify-url.ts'

const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const PDF_TYPE = 'application/pdf'
/** The author of what a comparison says, in the files of an Arabic text. */
const FILE_COMPARISON = 'مقارنة'

export interface SentFile {
  readonly contentType: string
  readonly body: string | Buffer
  /** What it was made of. */
  readonly stage: Stage
  readonly seq: number
}

export interface ExportWish {
  readonly format: ExportFormat
  /** A view of the text as it stands, or what became of one version in another. */
  readonly of: View | { readonly from: VersionAddress; readonly to: VersionAddress }
  /** May the asker follow the text? Discussions only for those who hear of them on the page as well. */
  readonly isFollower: boolean
  /** By their names, where proposals are shown. */
  readonly hasNames: boolean
  /** Of a PDF. */
  readonly isLarge: boolean
}

/** What a file is made of, and when. */
interface Made {
  readonly source: FileSource
  readonly names: ReadonlyMap<string, string> | null
  readonly stage: Stage
  readonly seq: number
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Makes the files that leave; rejects with an {@link HttpError} that says why when one cannot be written. */
export const exportedFiles = (
  ports: HttpPorts,
): ((found: InDocument, wish: ExportWish) => Promise<SentFile>) => {
  const { meta, documents, finals, history, log } = ports
  const redlineOf = redlines(history)

  const namesIn = (group: string): ReadonlyMap<string, string> =>
    new Map(
      Object.values(meta.read().members)
        .filter((member) => member.group === group)
        .map((member) => [member.id, member.name]),
    )

  const bodyOf = (
    written: Result<Uint8Array, NotWritten>,
    document: string,
    format: 'docx' | 'pdf',
  ): Buffer => {
    if (written.ok) return Buffer.from(written.value)
    const { reason, detail } = written.error
    log.error({ document, format, reason, detail }, 'file not written')
    throw notWritten(format, written.error)
  }

  const textFile = async ({ document }: InDocument, format: TextFormat, view: View): Promise<SentFile> => {
    const { id, title } = document
    const text = view === 'original' ? await documents.cleanText(id) : await documents.content(id)
    const { stage, seq } = text
    return { ...ports.exportFile(format, view, { title, digits: digitsOf(document) }, text), stage, seq }
  }

  const made = async ({ document, me, group }: InDocument, wish: ExportWish): Promise<Made> => {
    const { of, isFollower, hasNames } = wish
    const { id } = document
    const known = hasNames ? namesIn(group.id) : null
    if (typeof of === 'object') {
      const { redline, stage, seq } = await redlineOf(id, of, { hasNames, digits: digitsOf(document) })
      const names = new Map([...(known ?? []), [COMPARISON, FILE_COMPARISON]])
      return { source: { redline }, names, stage, seq, at: redline.at }
    }
    const isDiscussed = of === 'marked' && isFollower
    const threads = isDiscussed
      ? (await documents.threads(id, { id: me.id, seesHidden: false }, 0)).threads
      : []
    const { update, stage, seq } = await documents.state(id)
    return {
      source: { view: of, state: update, threads },
      names: known,
      stage,
      seq,
      at: ports.clock.now(),
    }
  }

  /** Of a final text with the day on which it became so: a file that is made later is the same [DOC646]. */
  const pagedFile = async (
    found: InDocument,
    wish: ExportWish,
    format: 'docx' | 'pdf',
  ): Promise<SentFile> => {
    const { document } = found
    const { id } = document
    const { source, names, stage, seq, at } = await made(found, wish)
    // A redline is no final text, whatever it compares.
    const known = 'redline' in source ? null : await finals.certificateOf(id, { stage, seq })
    const request = {
      ...source,
      title: known?.title ?? document.title,
      digits: digitsOf(document),
      names,
      certificate:
        known === null
          ? null
          : {
              sha256: known.sha256,
              finalAt: known.finalAt,
              version: known.version,
              address: verifyUrl(ports.settings.publicUrl, known.id),
            },
    }
    if (format === 'docx') {
      const written = await ports.exportWord(request)
      return { contentType: WORD_TYPE, body: bodyOf(written, id, 'docx'), stage, seq }
    }
    const written = await ports.exportPdf({
      ...request,
      stage,
      at: known?.finalAt ?? at,
      isLarge: wish.isLarge,
    })
    return { contentType: PDF_TYPE, body: bodyOf(written, id, 'pdf'), stage, seq }
  }

  return (found, wish) => {
    const { format, of } = wish
    if (format === 'docx' || format === 'pdf') return pagedFile(found, wish, format)
    if (typeof of === 'object') throw new HttpError('bad-request', { detail: 'format' })
    return textFile(found, format, of)
  }
}
