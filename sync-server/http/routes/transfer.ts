import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import { permits } from '#core/access/permits.ts'
import type { ApiErrorCode, ApiImported, ApiImportedDocument, ApiReadFile } from '#core/protocol/api.ts'
import type { DocumentLanguage } from '#core/text/language.ts'
import type { Member } from '../../store/meta-store.ts'
import { askerOf, inDocument } from '../asker.ts'
import { attachment } from '../attachment.ts'
import { EXPORT_FORMATS, VIEWS, type ImportAs, type ImportedFile } from '../document-host.ts'
import { apiDocument, headOf, putDocument } from '../document-list.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import type { MessageKey } from '../messages.ts'
import { documentTitle } from '../names.ts'
import { fillNew, makerIn, newDocument, publishDocument } from '../new-document.ts'
import { Places } from '../places.ts'
import { Limit } from '../rate-limits.ts'
import { fileOf } from '../request-file.ts'
import { newId } from '../secrets.ts'
import { readToPropose } from '../read-to-propose.ts'
import { redlineWords } from '../redline-words.ts'
import { exportedFiles } from './exported-files.ts'
import { documentPath, groupPath } from './input.ts'
import { versionAddress } from './versions.ts'

const importQuery = z.object({ filename: z.string().min(1).max(255) })
const newDocumentQuery = z.object({ title: documentTitle })
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
  const { meta, audit, bus, documents, rates } = ports
  const transfers = new Limit(rates.transfers)
  const exported = exportedFiles(ports)
  const places = new Places(rates.imports)

  const importAs = ({ id: importer, group }: Member): ImportAs => {
    const members = Object.values(meta.read().members)
      .filter((member) => member.group === group && member.removedAt === null)
      .map(({ id, name }) => ({ id, name }))
    return { importer, members, session: newId(ports.random), now: ports.clock.now() }
  }

  /** The file of a request; its bytes are read only now, when it is certain that `me` may do with it what is asked. */
  const withFile = async (
    req: Request,
    res: Response,
    me: Member,
    use: (file: ImportedFile) => Promise<void>,
  ): Promise<void> => {
    await transfers.spend(askerOf(req).session.tokenHash)
    const { filename } = importQuery.parse(req.query)
    await places.hold(me.id, async () => {
      const read = await ports.importFile(filename, await fileOf(req, res), importAs(me))
      if (!read.ok) throw new HttpError(codeOf(read.error), { key: read.error })
      await use(read.value)
    })
  }

  /** The language of a document from now on. */
  const writtenIn = async (id: string, language: DocumentLanguage, by: Member): Promise<void> => {
    const before = meta.read().documents[id]
    if (before === undefined || headOf(before).language === language) return
    await meta.transact((known) => {
      const document = known.documents[id]
      return {
        meta: document === undefined ? known : putDocument(known, { ...document, language }),
        result: null,
      }
    }, by.id)
    bus.publish({ type: 'document', document: id })
  }

  /** Whoever writes directly may fill an empty document from a file. */
  router.post('/api/documents/:d/import', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const { me } = inDocument(meta.read(), askerOf(req), d, 'write')
    await withFile(req, res, me, async ({ blocks, language, threads, warnings }) => {
      // Reading takes its time: the room looks who may write now.
      const filled = await documents.importInto(d, me.id, blocks, threads)
      if (!filled.ok) throw new HttpError(filled.error)
      // Nobody had written here: the text is in the language of what came [DOC697].
      await writtenIn(d, language, me)
      res.json({ blocks: blocks.length, warnings } satisfies ApiImported)
    })
  })

  /** A document of its own, made only when the file was read and somebody still waits for it [DOC716]. */
  router.post('/api/groups/:g/documents/import', async (req, res) => {
    const { g } = groupPath.parse(req.params)
    const asker = askerOf(req)
    const me = makerIn(meta.read(), asker, g)
    const { title } = newDocumentQuery.parse(req.query)
    await withFile(req, res, me, async ({ blocks, language, threads, warnings }) => {
      // Reading takes its time: they may have become somebody who may not.
      makerIn(meta.read(), asker, g)
      if (res.closed) return
      const document = newDocument(ports, g, { title, language }, me.id)
      await fillNew(ports, document, blocks, threads)
      if (res.closed) {
        await documents.remove(document.id)
        return
      }
      const listed = apiDocument(await publishDocument(ports, document, asker), undefined)
      res
        .status(201)
        .json({ document: listed, blocks: blocks.length, warnings } satisfies ApiImportedDocument)
    })
  })

  /** A file as a text that goes into no document yet: whoever may propose puts it in themselves ([DOC658]). */
  router.post('/api/documents/:d/read', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const { me, document } = inDocument(meta.read(), askerOf(req), d, 'suggest')
    await withFile(req, res, me, (file) => {
      res.json(readToPropose(file, headOf(document).language) satisfies ApiReadFile)
      return Promise.resolve()
    })
  })

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
    const words = redlineWords(headOf(document).language)
    if (since === undefined) await ports.finals.noteExport(d, file, format, file.body)
    res
      .set('Content-Type', file.contentType)
      .set(
        'Content-Disposition',
        attachment(document.title, format, since === undefined ? null : words.differences),
      )
      .set('Cache-Control', 'private, no-store')
      .send(file.body)
  })
}
