import { timingSafeEqual } from 'node:crypto'
import type { Request, Router } from 'express'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { prometheusText } from '../metrics.ts'
import { hashSecret } from '../secrets.ts'

const LOOPBACK = /^(::1|127\.\d+\.\d+\.\d+|::ffff:127\.\d+\.\d+\.\d+)$/

/** This machine itself asks: not a proxy on it for somebody else. */
const isLocal = (req: Request): boolean =>
  LOOPBACK.test(req.socket.remoteAddress ?? '') &&
  req.headers['x-forwarded-for'] === undefined &&
  req.headers['forwarded'] === undefined

const sameSecret = (one: string, two: string): boolean =>
  timingSafeEqual(Buffer.from(hashSecret(one)), Buffer.from(hashSecret(two)))

export const addHealthRoutes = (router: Router, ports: HttpPorts): void => {
  const { metricsToken } = ports.settings

  router.get('/healthz', async (_req, res) => {
    const reason = await ports.trouble()
    // Pages that were cut off ask again and again: each time the line itself, not a connection that may be dead [UI933].
    res.set({ 'Cache-Control': 'no-store', Connection: 'close' })
    if (reason === null) res.json({ status: 'ok' })
    else res.status(503).json({ status: 'unavailable', reason })
  })

  /** Loopback or the token only; for everybody else it does not exist. */
  router.get('/metrics', (req, res) => {
    const given = /^Bearer (.+)$/.exec(req.headers.authorization ?? '')?.[1]
    const holdsToken = metricsToken !== null && given !== undefined && sameSecret(given, metricsToken)
    if (!holdsToken && !isLocal(req)) throw new HttpError('not-found')
    res
      .set('Cache-Control', 'no-store')
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(prometheusText(ports.metrics(), process.memoryUsage.rss()))
  })
}
