import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import { permits, type Action } from '#core/access/permits.ts'
import type { ApiErrorCode, ApiImported, ApiReadFile } from '#core/protocol/api.ts'
import type { Member } from '../../store/meta-store.ts'
import { askerOf, inDocument } from '../asker.ts'
import { attachment } from '../attachment.ts'
import { EXPORT_FORMATS, VIEWS, type ImportAs, type ImportedFile } from '../document-host.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import type { MessageKey } from '../messages.ts'
import { Places } from '../places.ts'
import { Limit } from '../rate-limits.ts'
import { fileOf } from '../request-file.ts'
import { newId } from '../secrets.ts'
import { readToPropose } from '../read-to-propose.ts'
import { exportedFiles } from './exported-files.ts'
import { documentPath } from './input.ts'
import { versionAddress } from './versions.ts'

const importQuery = z.object({ filename: z.string().min(1).max(255) })
const exportQuery = z.object({
  format: z.enum(EXPORT_FORMATS),
  view: z.enum(VIEWS).optional(),
  /** The version of which the file tells what became; `until`: in which other one, without it the text as it stands. */
  since: versionAddress.optional(),
  until: versionAddress.optional(),
  names: z.literal('1').optional(),
  size: z.literal('large').optional(),
})

const codeOf = (failure: MessageKey): ApiErrorCode => {
  if (failure === 'unavailable') return 'unavailable'
  return failure === 'file-too-large' || failure === 'too-many-blocks' ? 'too-large' : 'unreadable-file'
}

export const addTransferRoutes = (router: Router, ports: HttpPorts): void => {
  const { meta, audit, documents, rates } = ports
  const transfers = new Limit(rates.transfers)
  const exported = exportedFiles(ports)
  const places = new Places(rates.imports)

  const importAs = ({ id: importer, group }: Member): ImportAs => {
    const members = Object.values(meta.read().members)
      .filter((member) => member.group === group && member.removedAt === null)
      .map(({ id, name }) => ({ id, name }))
    return { importer, members, session: newId(ports.random), now: ports.clock.now() }
  }

  /** The file of a request, for whoever may do `action`; its bytes are read only after that is certain. */
  const withFile = async (
    req: Request,
    res: Response,
    action: Action,
    use: (file: ImportedFile, document: string, me: Member) => Promise<ApiImported | ApiReadFile>,
  ): Promise<void> => {
    const { d } = documentPath.parse(req.params)
    const asker = askerOf(req)
    const { me } = inDocument(meta.read(), asker, d, action)
    await transfers.spend(asker.session.tokenHash)
    const { filename } = importQuery.parse(req.query)
    await places.hold(me.id, async () => {
      const read = await ports.importFile(filename, await fileOf(req, res), importAs(me))
      if (!read.ok) throw new HttpError(codeOf(read.error), { key: read.error })
      res.json(await use(read.value, d, me))
    })
  }

  /** Whoever writes directly may fill an empty document from a file. */
  router.post('/api/documents/:d/import', (req, res) =>
    withFile(req, res, 'write', async ({ blocks, threads, warnings }, d, importer) => {
      // Reading takes its time: the room looks who may write now.
      const filled = await documents.importInto(d, importer.id, blocks, threads)
      if (!filled.ok) throw new HttpError(filled.error)
      return { blocks: blocks.length, warnings }
    }),
  )

  /** A file as a text that goes into no document yet: whoever may propose puts it in themselves ([DOC658]). */
  router.post('/api/documents/:d/read', (req, res) =>
    withFile(req, res, 'suggest', async (file) => readToPropose(file)),
  )

  /** Everyone exports what they may read: viewers the clean text, everybody else any view. */
  router.get('/api/documents/:d/export', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const asker = askerOf(req)
    const found = inDocument(meta.read(), asker, d, 'read')
    const { document, me, group } = found
    const { format, view = 'original', since, until, names, size } = exportQuery.parse(req.query)
    const isFollower = permits(me.role, document.stage, 'follow')
    if (view !== 'original' && !isFollower && !group.viewersSeeAuthors) throw new HttpError('forbidden')
    if (since !== undefined && !isFollower) throw new HttpError('forbidden')
    // A file goes where its reader takes it: names are in it only where the group allows it, and somebody who may
    // know them asks for them [DOC710].
    if (names !== undefined && (!isFollower || group.filesMayName !== true))
      throw new HttpError('forbidden', isFollower ? { key: 'no-names-in-files' } : {})
    await transfers.spend(asker.session.tokenHash)
    const file = await exported(found, {
      format,
      of: since === undefined ? view : { from: since, to: until ?? 'now' },
      isFollower,
      hasNames: names !== undefined,
      isLarge: size !== undefined,
    })
    // Before the file leaves: one that could not be recorded is not given out.
    await audit.record({
      group: group.id,
      by: me.id,
      act: 'exported',
      document: d,
      details: {
        format,
        view: since === undefined ? view : 'redline',
        ...(names === undefined ? {} : { names: 1 }),
        seq: file.seq,
      },
    })
    if (since === undefined) await ports.finals.noteExport(d, file, format, file.body)
    res
      .set('Content-Type', file.contentType)
      .set('Content-Disposition', attachment(document.title, format, since === undefined ? null : 'الفروق'))
      .set('Cache-Control', 'private, no-store')
      .send(file.body)
  })
}
