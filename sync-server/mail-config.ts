import { z } from 'zod'
import type { SmtpSettings } from './mail/smtp-mailer.ts'

/** How the environment says where mail goes. */

const PORTS = { 'smtp:': 587, 'smtps:': 465 } as const

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host)

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/**
 * `smtp[s]://[user:password@]host[:port][?requireTLS=false]`, or the sentence that says what is wrong with it. Unless
 * the server is this machine, nothing goes to it in the clear: addresses and a password would.
 */
export const smtpServer = (text: string): Omit<SmtpSettings, 'from'> | string => {
  const shape = 'must be an address such as smtps://user:password@mail.example.org'
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:')) return shape
  const { protocol, hostname, port, username, password, pathname, searchParams, hash } = url
  if (hostname === '' || (pathname !== '' && pathname !== '/') || hash !== '') return shape
  const [user, pass] = [decoded(username), decoded(password)]
  if (user === null || pass === null || (user === '') !== (pass === ''))
    return `${shape}: user and password both, or neither, with % for special characters`
  const wishes = [...searchParams]
  if (wishes.some(([name, value]) => name !== 'requireTLS' || !/^(true|false)$/.test(value)))
    return 'may say ?requireTLS=false and nothing else'
  const [, required = null] = wishes[0] ?? []
  const unsaid = isLoopback(hostname) ? 'passed-over' : 'needed'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? PORTS[protocol] : Number(port),
    secure: protocol === 'smtps:',
    startTls: required === null ? unsaid : required === 'true' ? 'needed' : 'taken',
    credentials: user === '' ? null : { user, pass },
  }
}

/** `address` or `Name <address>`; null for anything else. */
export const mailFrom = (text: string): SmtpSettings['from'] | null => {
  const [, name = '', inside] = /^([^<>\p{Cc}]*)<([^<>]*)>$/u.exec(text.trim()) ?? []
  const address = z.email().safeParse(inside ?? text.trim())
  return address.success ? { name: name.trim().replace(/^"(.*)"$/, '$1'), address: address.data } : null
}
