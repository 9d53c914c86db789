import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail as it came in, taken apart. */
export interface ReceivedMail {
  /** Of the envelope. */
  readonly from: string
  readonly to: readonly string[]
  /** As it came over the line. */
  readonly raw: string
  /** Header fields by name in small letters, unfolded, as they came. */
  readonly headers: ReadonlyMap<string, string>
  readonly subject: string
  readonly text: string
}

export interface MailServer {
  readonly port: number
  /** What has been taken, oldest first. */
  readonly mails: readonly ReceivedMail[]
  /** How often somebody tried to hand a mail over, taken or not. */
  readonly attempts: number
  /** Resolves with the n-th mail, from 1. */
  mail(n: number): Promise<ReceivedMail>
  /** Resolves when there have been n attempts. */
  attempted(n: number): Promise<void>
  stop(): Promise<void>
}

export interface MailServerOptions {
  readonly port?: number
  /** Offers STARTTLS, with a certificate that nobody knows. */
  readonly offersTls?: boolean
  /** Who may send; anybody without it. */
  readonly credentials?: { readonly user: string; readonly pass: string }
  /** The status with which a recipient is refused; null takes them. */
  readonly recipient?: (address: string) => number | null
  /** What is done with a mail: taken, refused with a status, or the line is cut before the answer. */
  readonly data?: () => 'take' | 'cut' | number
}

const decodeWords = (header: string): string =>
  header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, kind: string, text: string) =>
      kind.toLowerCase() === 'b'
        ? Buffer.from(text, 'base64').toString('latin1')
        : text
            .replaceAll('_', ' ')
            .replace(/=([0-9A-F]{2})/gi, (__, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    )

const parse = (raw: string): Pick<ReceivedMail, 'headers' | 'subject' | 'text'> => {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = new Map(
    lines.map((line): [string, string] => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }),
  )
  const subject = Buffer.from(decodeWords(headers.get('subject') ?? ''), 'latin1').toString('utf8')
  const text = Buffer.from(raw.slice(end + 4), 'base64').toString('utf8')
  return { headers, subject, text }
}

const refusal = (status: number): Error => Object.assign(new Error('no'), { responseCode: status })

/** A real SMTP server on the loopback, in the clear. Nothing of it leaves the machine. */
export const startMailServer = async (options: MailServerOptions = {}): Promise<MailServer> => {
  const mails: ReceivedMail[] = []
  const waiters: (() => void)[] = []
  let attempts = 0
  const news = (): void => {
    for (const tell of waiters.splice(0)) tell()
  }
  const { credentials, recipient, data } = options
  const server = new SMTPServer({
    authOptional: credentials === undefined,
    allowInsecureAuth: true,
    disabledCommands: [
      ...(options.offersTls === true ? [] : ['STARTTLS']),
      ...(credentials === undefined ? ['AUTH'] : []),
    ],
    logger: false,
    onAuth: ({ username, password }, _session, done) => {
      const isKnown = username === credentials?.user && password === credentials?.pass
      if (!isKnown) {
        attempts += 1
        news()
      }
      done(isKnown ? null : refusal(535), isKnown ? { user: username } : undefined)
    },
    onRcptTo: ({ address }, _session, done) => {
      const status = recipient?.(address) ?? null
      if (status !== null) {
        attempts += 1
        news()
      }
      done(status === null ? null : refusal(status))
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const outcome = data?.() ?? 'take'
        attempts += 1
        const raw = Buffer.concat(parts).toString('latin1')
        const { mailFrom, rcptTo } = session.envelope
        if (outcome !== 'take' && outcome !== 'cut') done(refusal(outcome))
        else {
          mails.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw,
            ...parse(raw),
          })
          if (outcome === 'take') done()
          else for (const connection of server.connections) connection.close()
        }
        news()
      })
    },
  })
  server.on('error', () => undefined)
  const listening = server.listen(options.port ?? 0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  const port = isAddress(address) ? address.port : 0
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) await new Promise<void>((resolve) => waiters.push(resolve))
  }
  return {
    port,
    mails,
    get attempts() {
      return attempts
    },
    mail: async (n) => {
      await until(() => mails.length >= n)
      const mail = mails[n - 1]
      if (mail === undefined) throw new Error(`no mail ${n}`)
      return mail
    },
    attempted: (n) => until(() => attempts >= n),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const isAddress = (address: unknown): address is AddressInfo =>
  typeof address === 'object' && address !== null && 'port' in address
