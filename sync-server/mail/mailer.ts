/** A mail to one person: plain text alone. */
export interface OutgoingMail {
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The address that turns such mail off with one POST (RFC 8058); null for a mail that comes once. */
  readonly off: string | null
}

/**
 * What became of a mail:
 * - `sent`: the server took it.
 * - `refused`: it will never take one for this address.
 * - `later`: not now for this address; nothing was taken.
 * - `down`: the server cannot be used now, for nobody; nothing was taken.
 * - `unknown`: the connection broke while the mail was handed over, or the server refused this very mail. It may have
 *   arrived: it is not sent again.
 */
export type SentMail = 'sent' | 'refused' | 'later' | 'down' | 'unknown'

/** Port: hands mail to a mail server. Never rejects. */
export interface Mailer {
  send(mail: OutgoingMail): Promise<SentMail>
}
