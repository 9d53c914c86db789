/** A link in a mail: whose it is, and a secret of which the server keeps the hash. */
export interface MailToken {
  readonly member: string
  readonly secret: string
}

const TOKEN = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{16,64})$/

export const writeMailToken = ({ member, secret }: MailToken): string => `${member}.${secret}`

/** Null for what this server never made. */
export const readMailToken = (token: string): MailToken | null => {
  const [, member, secret] = TOKEN.exec(token) ?? []
  return member === undefined || secret === undefined ? null : { member, secret }
}
