import express, { Router } from 'express'
import type { Express } from 'express'
import { askerOrNull, findAsker, rememberAsker } from './asker.ts'
import { errorAnswer } from './error-answer.ts'
import { StreamPlaces } from './event-stream.ts'
import { HttpError } from './http-error.ts'
import type { HttpPorts } from './http-ports.ts'
import { originCheck } from './origin-check.ts'
import { mailPages } from './mail-pages.ts'
import { Limit } from './rate-limits.ts'
import { addAuditRoutes } from './routes/audit.ts'
import { addDecisionRoutes, readDecisionBody } from './routes/decisions.ts'
import { addDocumentRoutes } from './routes/documents.ts'
import { addFinalRoutes } from './routes/final.ts'
import { addGroupRoutes } from './routes/groups.ts'
import { addHealthRoutes } from './routes/health.ts'
import { addHereRoutes } from './routes/here.ts'
import { addInboxRoutes } from './routes/inbox.ts'
import { addInvitationRoutes } from './routes/invitations.ts'
import { addJoinRoutes } from './routes/join.ts'
import { addLateRoutes } from './routes/late.ts'
import { addLockRoutes } from './routes/locks.ts'
import { addMailRoutes } from './routes/mail.ts'
import { addSeenRoutes } from './routes/seen.ts'
import { addSessionRoutes } from './routes/session.ts'
import { addSinceRoutes } from './routes/since.ts'
import { addTextRoutes } from './routes/text.ts'
import { addThreadRoutes, readThreadBody } from './routes/threads.ts'
import { addTransferRoutes } from './routes/transfer.ts'
import { addVersionRoutes } from './routes/versions.ts'
import { securityHeaders } from './security-headers.ts'

const JSON_LIMIT = 64 * 1024

/** Every route of docs/API.md. The order of the adders does not matter: no two patterns match one request. */
const apiRouter = (ports: HttpPorts): Router => {
  const router = Router()
  const streams = new StreamPlaces(ports.rates.streams)
  addHealthRoutes(router, ports)
  addJoinRoutes(router, ports)
  addSessionRoutes(router, ports)
  addGroupRoutes(router, ports)
  addInvitationRoutes(router, ports)
  addDocumentRoutes(router, ports)
  addTextRoutes(router, ports, streams)
  addHereRoutes(router, ports, streams)
  addFinalRoutes(router, ports)
  addTransferRoutes(router, ports)
  addLateRoutes(router, ports)
  addLockRoutes(router, ports)
  addDecisionRoutes(router, ports)
  addInboxRoutes(router, ports)
  addAuditRoutes(router, ports)
  addMailRoutes(router, ports)
  addThreadRoutes(router, ports)
  addSeenRoutes(router, ports)
  addSinceRoutes(router, ports)
  addVersionRoutes(router, ports)
  return router
}

/**
 * The HTTP side of the server. Every request passes, in this order: headers, origin, who asks, rate, body, route.
 * A file to import is not read here but in its route, after the asker's right to it is certain.
 */
export const createApp = (ports: HttpPorts): Express => {
  const { settings, sessions, meta, rates, isDevelopment } = ports
  const https = settings.publicUrl.startsWith('https:')
  const calls = new Limit(rates.calls)
  const app = express()
  app.set('trust proxy', settings.trustProxy)
  app.set('query parser', 'simple')
  app.set('etag', false)
  app.disable('x-powered-by')
  app.use(securityHeaders(settings.publicUrl, isDevelopment))
  app.use(mailPages(ports.mail, rates.mailLinks))
  app.use(originCheck(settings.publicUrl))
  app.use('/api', async (req, res, next) => {
    res.set('Cache-Control', 'no-store')
    rememberAsker(req, await findAsker(req.headers.cookie, https, sessions, meta))
    await calls.spend(askerOrNull(req)?.session.tokenHash ?? `address ${req.ip ?? ''}`)
    next()
  })
  app.use('/api/documents/:d/decisions', readDecisionBody)
  app.use('/api/documents/:d/threads', readThreadBody)
  app.use('/api', express.json({ limit: JSON_LIMIT, strict: true, type: 'application/json' }))
  app.use(apiRouter(ports))
  for (const page of ports.pages) app.use(page)
  app.use(() => {
    throw new HttpError('not-found')
  })
  app.use(errorAnswer(ports.log, ports.isStoreFailure))
  return app
}
