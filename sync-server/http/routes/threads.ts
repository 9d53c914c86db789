import { json } from 'express'
import type { Request, RequestHandler, Response, Router } from 'express'
import { z } from 'zod'
import { permits } from '#core/access/permits.ts'
import { MAX_QUOTE, QUOTE_CONTEXT } from '#core/anchors/quote.ts'
import { commentBody, plainText, withoutControls } from '#core/comments/comment-body.ts'
import type { ApiThreadAnswer } from '#core/protocol/api-threads.ts'
import type { ThreadCommand } from '../../room/thread-commands.ts'
import { askerOf, inDocument, type InDocument } from '../asker.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { Limit } from '../rate-limits.ts'
import type { ThreadReader } from '../threads.ts'
import { documentPath, id } from './input.ts'

/** Ten thousand letters that are all escaped, with a quote. */
const BODY_LIMIT = 256 * 1024

const threadPath = z.object({ d: id, t: id })
/** The first comment of a thread is `<thread>.0`. */
const commentPath = z.object({ d: id, t: id, c: z.string().regex(/^[A-Za-z0-9_-]{1,64}(\.0)?$/) })

const suggestionId = z.string().regex(/^[A-Za-z0-9_.-]{1,200}$/)
/** Looked into by the room, which knows what a place is. */
const place = z.string().min(1).max(200)
const quoted = (max: number) => z.string().max(max).transform(withoutControls)

const textAnchor = z.object({
  start: place,
  end: place,
  bid: z.string().regex(/^[A-Za-z0-9_.-]{0,64}$/),
  quote: z.object({
    exact: quoted(MAX_QUOTE),
    prefix: quoted(QUOTE_CONTEXT),
    suffix: quoted(QUOTE_CONTEXT),
  }),
})

const onSuggestion = z.object({ suggestion: suggestionId })

const body = z.string().transform((typed): string => {
  const cleaned = commentBody(typed)
  if (cleaned === null) throw new HttpError('bad-request', { key: 'bad-comment' })
  return cleaned
})

/** `suggestion` may stand beside the others, in the place of `anchor`. */
const beginBody = z
  .object({
    id,
    anchor: z.union([textAnchor, onSuggestion, z.null()]).optional(),
    suggestion: suggestionId.optional(),
    body,
  })
  .refine(({ anchor, suggestion }) => (anchor ?? undefined) === undefined || suggestion === undefined)
  .transform(({ suggestion, anchor, ...rest }, problems) => {
    if (suggestion !== undefined) return { ...rest, anchor: { suggestion } }
    if (anchor !== undefined) return { ...rest, anchor }
    problems.addIssue({ code: 'custom', path: ['anchor'] })
    return z.NEVER
  })
const commentText = z.object({ id, body })
const editBody = z.object({ body })
const stateBody = z.object({ resolved: z.boolean() })
const anchorBody = z.object({ anchor: textAnchor })
const hiddenBody = z.object({
  hidden: z.boolean(),
  reason: z.string().max(2_000).transform(plainText).default(''),
})
const afterQuery = z.object({ after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0) })

/** Reads the bodies of the routes below; has to stand before the reader of all others. */
export const readThreadBody: RequestHandler = json({
  limit: BODY_LIMIT,
  strict: true,
  type: 'application/json',
})

const readerOf = ({ me, document }: InDocument): ThreadReader => ({
  id: me.id,
  seesHidden: permits(me.role, document.stage, 'manage'),
})

export const addThreadRoutes = (router: Router, { meta, documents, rates }: HttpPorts): void => {
  const limit = new Limit(rates.threads)

  /** For whoever sees the document itself: a viewer hears of no discussion. */
  router.get('/api/documents/:d/threads', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const found = inDocument(meta.read(), askerOf(req), d, 'follow')
    const { after } = afterQuery.parse(req.query)
    res.json(await documents.threads(d, readerOf(found), after))
  })

  router.get('/api/documents/:d/threads/:t', async (req, res) => {
    const { d, t } = threadPath.parse(req.params)
    const found = inDocument(meta.read(), askerOf(req), d, 'follow')
    const thread = await documents.thread(d, readerOf(found), t)
    if (thread === null) throw new HttpError('not-found')
    const answer: ApiThreadAnswer = { thread }
    res.json(answer)
  })

  /** Who may hear of it may ask: the room, with the stage of its log, decides who may comment, and knows repeats. */
  const carryOut = async (
    req: Request,
    res: Response,
    read: () => ThreadCommand,
    action: 'follow' | 'manage' = 'follow',
  ): Promise<void> => {
    const { d } = documentPath.parse(req.params)
    const found = inDocument(meta.read(), askerOf(req), d, action)
    await limit.spend(found.me.id)
    const { isNew, ...answer } = await documents.discuss(d, readerOf(found), read())
    res.status(isNew ? 201 : 200).json(answer)
  }

  router.post('/api/documents/:d/threads', (req, res) =>
    carryOut(req, res, () => {
      const { id: thread, anchor, body: text } = beginBody.parse(req.body)
      return { type: 'begin', thread, anchor, body: text }
    }),
  )

  /** Puts a thread elsewhere in the text: a page does it for threads in what it moves. */
  router.patch('/api/documents/:d/threads/:t', (req, res) =>
    carryOut(req, res, () => {
      const { t } = threadPath.parse(req.params)
      return { type: 'anchor', thread: t, ...anchorBody.parse(req.body) }
    }),
  )

  router.put('/api/documents/:d/threads/:t/state', (req, res) =>
    carryOut(req, res, () => {
      const { t } = threadPath.parse(req.params)
      return { type: 'resolve', thread: t, ...stateBody.parse(req.body) }
    }),
  )

  router.post('/api/documents/:d/threads/:t/comments', (req, res) =>
    carryOut(req, res, () => {
      const { t } = threadPath.parse(req.params)
      const { id: comment, body: text } = commentText.parse(req.body)
      return { type: 'comment', thread: t, comment, body: text }
    }),
  )

  /** One's own. */
  router.patch('/api/documents/:d/threads/:t/comments/:c', (req, res) =>
    carryOut(req, res, () => {
      const { t, c } = commentPath.parse(req.params)
      return { type: 'edit', thread: t, comment: c, ...editBody.parse(req.body) }
    }),
  )

  /** One's own; a tombstone stays. */
  router.delete('/api/documents/:d/threads/:t/comments/:c', (req, res) =>
    carryOut(req, res, () => {
      const { t, c } = commentPath.parse(req.params)
      return { type: 'delete', thread: t, comment: c }
    }),
  )

  /** Facilitators, anybody's: the log keeps who, when and why. */
  router.put('/api/documents/:d/threads/:t/comments/:c/hidden', (req, res) =>
    carryOut(
      req,
      res,
      () => {
        const { t, c } = commentPath.parse(req.params)
        return { type: 'hide', thread: t, comment: c, ...hiddenBody.parse(req.body) }
      },
      'manage',
    ),
  )
}
