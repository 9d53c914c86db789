import type { Router } from 'express'
import { z } from 'zod'
import { plainText } from '#core/comments/comment-body.ts'
import { LOCK_KINDS } from '#core/locks/section-lock.ts'
import type { ApiLocked, ApiUnlocked } from '#core/protocol/api-locks.ts'
import type { LockFailure } from '../../room/section-locks.ts'
import { askerOf, inDocument } from '../asker.ts'
import type { Told } from '../document-host.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { Limit } from '../rate-limits.ts'
import { documentPath, id } from './input.ts'

const lockPath = z.object({ d: id, l: id })
/** A block's id as the gate admits it. */
const bid = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/)
const reason = z.string().max(2_000).transform(plainText).default('')
const lockBody = z.object({ id, from: bid, to: bid, kind: z.enum(LOCK_KINDS), reason })
const unlockBody = z.object({ reason }).default({ reason: '' })

const lockError = (failure: Told<LockFailure>): HttpError => {
  switch (failure) {
    case 'forbidden':
    case 'conflict':
      return new HttpError(failure)
    case 'final':
      return new HttpError('forbidden', { key: 'stage-final' })
    case 'not-found':
      return new HttpError('not-found', { key: 'unknown-block' })
    case 'lifted':
      return new HttpError('conflict', { key: 'lock-lifted' })
    case 'too-many':
      return new HttpError('too-large', { key: 'too-many-locks' })
  }
}

export const addLockRoutes = (router: Router, { meta, documents, rates }: HttpPorts): void => {
  const limit = new Limit(rates.decisions)

  /** For whoever sees the document itself, to whom its sockets tell the same. */
  router.get('/api/documents/:d/locks', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    inDocument(meta.read(), askerOf(req), d, 'follow')
    res.json(await documents.locks(d))
  })

  /** Facilitators; the room, with the stage of its log, has the last word. */
  router.post('/api/documents/:d/locks', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    const asker = askerOf(req)
    const { me } = inDocument(meta.read(), asker, d, 'manage')
    const { reason: why, ...wish } = lockBody.parse(req.body)
    await limit.spend(asker.session.tokenHash)
    const locked = await documents.lock(d, me.id, why === '' ? wish : { ...wish, reason: why })
    if (!locked.ok) throw lockError(locked.error)
    const { isNew, ...answer } = locked.value
    res.status(isNew ? 201 : 200).json(answer satisfies ApiLocked)
  })

  router.delete('/api/documents/:d/locks/:l', async (req, res) => {
    const { d, l } = lockPath.parse(req.params)
    const asker = askerOf(req)
    const { me } = inDocument(meta.read(), asker, d, 'manage')
    const { reason: why } = unlockBody.parse(req.body ?? undefined)
    await limit.spend(asker.session.tokenHash)
    const unlocked = await documents.unlock(d, me.id, l, why === '' ? null : why)
    if (!unlocked.ok)
      throw unlocked.error === 'not-found' ? new HttpError('not-found') : lockError(unlocked.error)
    const answer: ApiUnlocked = { seq: unlocked.value }
    res.json(answer)
  })
}
