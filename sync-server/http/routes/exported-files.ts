import type { Stage } from '#core/access/stages.ts'
import type { Result } from '#core/util/result.ts'
import type { InDocument } from '../asker.ts'
import type { ExportFormat, TextFormat, View } from '../document-host.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { verifyUrl } from '../verify-url.ts'

const WORD_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const PDF_TYPE = 'application/pdf'

export interface SentFile {
  readonly contentType: string
  readonly body: string | Buffer
  /** What it was made of. */
  readonly stage: Stage
  readonly seq: number
}

export interface ExportWish {
  readonly format: ExportFormat
  readonly view: View
  /** May the asker follow the text? Discussions only for those who hear of them on the page as well. */
  readonly isFollower: boolean
  /** By their names, where proposals are shown. */
  readonly hasNames: boolean
  /** Of a PDF. */
  readonly isLarge: boolean
}

/** Makes the files that leave; rejects with an {@link HttpError} that says why when one cannot be written. */
export const exportedFiles = (
  ports: HttpPorts,
): ((found: InDocument, wish: ExportWish) => Promise<SentFile>) => {
  const { meta, documents, finals, log } = ports

  const namesIn = (group: string): ReadonlyMap<string, string> =>
    new Map(
      Object.values(meta.read().members)
        .filter((member) => member.group === group)
        .map((member) => [member.id, member.name]),
    )

  const bodyOf = (
    written: Result<Uint8Array, string>,
    document: string,
    key: 'word-not-written' | 'pdf-not-written',
  ): Buffer => {
    if (written.ok) return Buffer.from(written.value)
    log.error({ document, failure: written.error }, key)
    throw new HttpError('unavailable', { key })
  }

  const textFile = async ({ document }: InDocument, format: TextFormat, view: View): Promise<SentFile> => {
    const { id, title } = document
    const text = view === 'original' ? await documents.cleanText(id) : await documents.content(id)
    const { stage, seq } = text
    return { ...ports.exportFile(format, view, title, text), stage, seq }
  }

  const wordFile = async (found: InDocument, wish: ExportWish): Promise<SentFile> => {
    const { document, me, group } = found
    const { view, isFollower, hasNames } = wish
    const { id, title } = document
    const isDiscussed = view === 'marked' && isFollower
    const threads = isDiscussed
      ? (await documents.threads(id, { id: me.id, seesHidden: false }, 0)).threads
      : []
    const names = hasNames ? namesIn(group.id) : null
    const { update, stage, seq } = await documents.state(id)
    const written = await ports.exportWord({ title, view, state: update, threads, names })
    return { contentType: WORD_TYPE, body: bodyOf(written, id, 'word-not-written'), stage, seq }
  }

  /** Of a final text with the day on which it became so: a file that is made later is the same [DOC646]. */
  const pdfFile = async ({ document, group }: InDocument, wish: ExportWish): Promise<SentFile> => {
    const { id, title } = document
    const { view, hasNames, isLarge } = wish
    const { update, stage, seq } = await documents.state(id)
    const known = await finals.certificateOf(id, { stage, seq })
    const written = await ports.exportPdf({
      title: known?.title ?? title,
      stage,
      view,
      state: update,
      names: hasNames ? namesIn(group.id) : null,
      at: known?.finalAt ?? ports.clock.now(),
      isLarge,
      certificate:
        known === null
          ? null
          : {
              sha256: known.sha256,
              finalAt: known.finalAt,
              address: verifyUrl(ports.settings.publicUrl, known.id),
            },
    })
    return { contentType: PDF_TYPE, body: bodyOf(written, id, 'pdf-not-written'), stage, seq }
  }

  return (found, wish) => {
    if (wish.format === 'docx') return wordFile(found, wish)
    return wish.format === 'pdf' ? pdfFile(found, wish) : textFile(found, wish.format, wish.view)
  }
}
