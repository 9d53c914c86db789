import type { Request, Response, Router } from 'express'
import type { ApiText } from '#core/protocol/api.ts'
import type { DocumentMeta, Member } from '../../store/meta-store.ts'
import { askerOf, findAsker, inDocument } from '../asker.ts'
import { headOf } from '../document-list.ts'
import { beginEvents, type StreamPlaces } from '../event-stream.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { documentPath } from './input.ts'

/** Not `req.fresh`: it ignores the tag when the asker also says `no-cache`, as every `fetch` with its own tag does. */
const holds = (tags: string | undefined, seq: number): boolean =>
  tags?.split(',').some((tag) => tag.trim().replace(/^W\//, '') === `"${seq}"`) ?? false

/** What a text says beside its words. */
const toldOf = (document: DocumentMeta | undefined): string =>
  document === undefined ? '' : JSON.stringify(headOf(document))

export const addTextRoutes = (router: Router, ports: HttpPorts, streams: StreamPlaces): void => {
  const { meta, sessions, documents, bus, clock, settings } = ports
  const https = settings.publicUrl.startsWith('https:')

  /** Under which title, in which language and digits each text was last read, and whether it has had another one at that number. */
  const served = new Map<string, { readonly seq: number; readonly head: string; readonly isMixed: boolean }>()

  /** Does the number alone say what the answer is? Not when what stands above changed and the text did not [DOC332]. */
  const isTold = (document: string, seq: number, head: string): boolean => {
    const before = served.get(document)
    const isMixed = before?.seq === seq && (before.isMixed || before.head !== head)
    served.set(document, { seq, head, isMixed })
    return !isMixed
  }

  /** The ETag is the sequence number: whoever has this text already gets 304 and no body [DOC101]. */
  router.get('/api/documents/:d/text', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const { document } = inDocument(meta.read(), askerOf(req), d, 'read')
    const text = await documents.cleanText(d)
    res.set('Cache-Control', 'private, no-cache').set('ETag', `"${text.seq}"`)
    const isExact = isTold(d, text.seq, toldOf(document))
    if (isExact && holds(req.headers['if-none-match'], text.seq)) {
      res.status(304).end()
      return
    }
    const { seq, stage, blocks } = text
    const answer: ApiText = {
      id: d,
      ...headOf(document),
      stage,
      seq,
      blocks: ports.textBlocks(blocks),
    }
    res.json(answer)
  })

  /** May the stream go on? Asked again whenever somebody's access or the document changed. */
  const mayStillRead = async (req: Request, document: string): Promise<boolean> => {
    const asker = await findAsker(req.headers.cookie, https, sessions, meta)
    if (asker === null) return false
    try {
      inDocument(meta.read(), asker, document, 'read')
      return true
    } catch (error) {
      if (error instanceof HttpError) return false
      throw error
    }
  }

  const follow = (req: Request, res: Response, document: string, me: Member, first: number): void => {
    let sent = 0
    let head = toldOf(meta.read().documents[document])
    const say = beginEvents(res, clock)
    const sayNumber = (): void => say(`id: ${sent}\ndata: ${JSON.stringify({ seq: sent })}\n\n`)
    const tell = (seq: number): void => {
      if (seq <= sent) return
      sent = seq
      sayNumber()
    }
    const check = (): void => {
      mayStillRead(req, document).then(
        (may) => {
          if (!may) res.end()
        },
        () => res.destroy(),
      )
    }
    /** A new title, another language, other digits have no number: the last one is said again, so that readers fetch the text anew. */
    const tellHead = (): void => {
      const now = toldOf(meta.read().documents[document])
      if (now === head) return
      head = now
      sayNumber()
    }
    const unsubscribe = bus.subscribe((event) => {
      switch (event.type) {
        case 'seq':
          if (event.document === document) tell(event.seq)
          return
        case 'access':
          if (event.group === me.group && event.member === me.id) check()
          return
        case 'document':
          if (event.document !== document) return
          tellHead()
          check()
          return
        case 'here':
          return
      }
    })
    res.once('close', unsubscribe)
    tell(first)
  }

  /** A stream of `{seq}`: the number at the start, then each new one; a slow reader may miss some, never the last. */
  router.get('/api/documents/:d/changes', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const asker = askerOf(req)
    const { me } = inDocument(meta.read(), asker, d, 'read')
    streams.take(asker, res)
    const seq = await documents.seq(d)
    if (!res.destroyed) follow(req, res, d, me, seq)
  })
}
