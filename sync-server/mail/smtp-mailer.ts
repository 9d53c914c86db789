import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { Mailer, OutgoingMail, SentMail } from './mailer.ts'

/** Where the mail server is, and under which name mail is sent. */
export interface SmtpSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte. */
  readonly secure: boolean
  /**
   * What to do about STARTTLS: nothing is sent without it, it is taken where it is offered, or it is passed over (on
   * this machine, where it protects nothing and certificates are made up).
   */
  readonly startTls: 'needed' | 'taken' | 'passed-over'
  readonly credentials: { readonly user: string; readonly pass: string } | null
  readonly from: { readonly name: string; readonly address: string }
}

/** What may be logged of a failure: never an answer of the server, which names the address. */
export interface MailFailure {
  readonly code: string
  readonly command: string
  readonly status: number | null
}

const CONNECT_WITHIN = 15_000
const ANSWER_WITHIN = 30_000

/** Sends through any SMTP server, one connection a mail. */
export const smtpMailer = (settings: SmtpSettings, report: (failure: MailFailure) => void): Mailer => {
  const { host, port, secure, startTls, credentials, from } = settings
  const transport = createTransport({
    host,
    port,
    secure,
    requireTLS: startTls === 'needed',
    ignoreTLS: startTls === 'passed-over',
    ...(credentials === null ? {} : { auth: credentials }),
    // Not this machine's own name, which is nobody's business.
    name: from.address.slice(from.address.lastIndexOf('@') + 1),
    connectionTimeout: CONNECT_WITHIN,
    greetingTimeout: CONNECT_WITHIN,
    socketTimeout: ANSWER_WITHIN,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    send: async ({ to, subject, text, off }: OutgoingMail): Promise<SentMail> => {
      let isBegun = false
      const body = function* () {
        isBegun = true
        yield Buffer.from(text, 'utf8')
      }
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: to },
          subject,
          text: Readable.from(body()),
          textEncoding: 'base64',
          xMailer: false,
          headers: {
            'Auto-Submitted': 'auto-generated',
            ...(off === null
              ? {}
              : {
                  'List-Unsubscribe': { prepared: true, value: `<${off}>` },
                  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
                }),
          },
        })
        return 'sent'
      } catch (error) {
        const failure = failureOf(error)
        report(failure)
        return outcomeOf(failure, isBegun)
      }
    },
  }
}

const failureOf = (error: unknown): MailFailure => {
  const field = (name: string): unknown =>
    typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined
  const [code, command, status] = [field('code'), field('command'), field('responseCode')]
  return {
    code: typeof code === 'string' ? code : 'unknown',
    command: typeof command === 'string' ? command : '',
    status: typeof status === 'number' ? status : null,
  }
}

/** @param isBegun the mail itself was being handed over, or about to be. */
const outcomeOf = ({ command, status }: MailFailure, isBegun: boolean): SentMail => {
  if (status === null) return isBegun && command === 'CONN' ? 'unknown' : 'down'
  if (command === 'RCPT TO') return status >= 500 ? 'refused' : 'later'
  if (command === 'DATA') return status >= 500 ? 'unknown' : 'later'
  return 'down'
}
