import type { Request, Response, Router } from 'express'
import { z } from 'zod'
import type { ApiCertificates, ApiFinalBlockers, ApiPublicCertificate } from '#core/protocol/api-final.ts'
import { askerOf, askerOrNull, inDocument } from '../asker.ts'
import type { Brought } from '../final-host.ts'
import { HttpError } from '../http-error.ts'
import type { HttpPorts } from '../http-ports.ts'
import { Places } from '../places.ts'
import { Limit } from '../rate-limits.ts'
import { fileOf } from '../request-file.ts'
import { documentPath, id } from './input.ts'

const certificatePath = z.object({ c: id })
const verifyQuery = z.object({ filename: z.string().min(1).max(255).optional() })
const verifyBody = z.object({ text: z.string().min(1) })

/** Final texts: what stands in their way, their certificates, and whether a text is one of them. */
export const addFinalRoutes = (router: Router, { meta, finals, rates }: HttpPorts): void => {
  const verifications = new Limit(rates.verifications)
  const places = new Places(rates.imports)

  router.get('/api/documents/:d/final-check', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    inDocument(meta.read(), askerOf(req), d, 'manage')
    const answer: ApiFinalBlockers = await finals.blockers(d)
    res.json(answer)
  })

  router.get('/api/documents/:d/certificate', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    inDocument(meta.read(), askerOf(req), d, 'read')
    const answer: ApiCertificates = { certificates: await finals.certificates(d) }
    res.json(answer)
  })

  /** What the certificate gives the SHA-256 of, byte for byte. */
  router.get('/api/documents/:d/final-text', async (req, res) => {
    const { d } = documentPath.parse(req.params)
    inDocument(meta.read(), askerOf(req), d, 'read')
    const text = await finals.finalText(d)
    if (text === null) throw new HttpError('not-found')
    res
      .set('Content-Type', 'text/plain; charset=utf-8')
      .set('Content-Disposition', `attachment; filename="final-text.txt"`)
      .send(text)
  })

  /** For whoever holds a certificate: its id cannot be guessed, and says no more than the paper does. */
  router.get('/api/certificates/:c', async (req, res) => {
    const { c } = certificatePath.parse(req.params)
    const certificate = await finals.certificate(c)
    if (certificate === null) throw new HttpError('not-found')
    const answer: ApiPublicCertificate = certificate
    res.json(answer)
  })

  /** Without a file's name it is a text that was pasted: as JSON, or larger as the body itself. */
  const broughtBy = async (req: Request, res: Response): Promise<Brought> => {
    const { filename } = verifyQuery.parse(req.query)
    if (filename === undefined && req.is('application/json')) return verifyBody.parse(req.body)
    const bytes = await fileOf(req, res)
    return filename === undefined ? { text: new TextDecoder().decode(bytes) } : { filename, bytes }
  }

  /** Without a session: yes or no. Whoever has one is also told where the text differs from those of their groups. */
  router.post('/api/verify', async (req, res) => {
    const asker = askerOrNull(req)
    const who = asker?.session.tokenHash ?? `address ${req.ip ?? ''}`
    await verifications.spend(who)
    await places.hold(who, async () => {
      const groups = new Set(asker?.members.map(({ group }) => group))
      res.json(await finals.verify(await broughtBy(req, res), groups))
    })
  })
}
