import { isIP } from 'node:net'
import { z } from 'zod'
import { fail, ok, type Result } from '#core/util/result.ts'
import { mailFrom, smtpServer } from './mail-config.ts'
import type { SmtpSettings } from './mail/smtp-mailer.ts'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** What the environment says, checked. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly dataDir: string
  /** Without a slash at its end. */
  readonly publicUrl: string
  /** Used instead of a random one for the first facilitator's link; null = random. */
  readonly setupToken: string | null
  /** Files; both or none. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null
  /**
   * Which proxies are believed when they say who asks: none, every one, the nearest so many, or these addresses
   * (express's `trust proxy`).
   */
  readonly trustProxy: boolean | number | string
  readonly logLevel: LogLevel
  /** Null: no mail is ever sent. */
  readonly smtp: SmtpSettings | null
  /** Who sends it as a bearer token may read /metrics from elsewhere; null = nobody may. */
  readonly metricsToken: string | null
}

export interface BadVariable {
  readonly variable: string
  /** One plain sentence that names the variable and says what it may be. */
  readonly message: string
}

type Environment = Readonly<Record<string, string | undefined>>

const sentence = (variable: string, rest: string): BadVariable => ({
  variable,
  message: `${variable} ${rest}`,
})

const variables = z.object({
  HOST: z
    .string('must be a host name or an address')
    .regex(/^[\w.:-]+$/, 'must be a host name or an address, for example 127.0.0.1')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535 (0 = any free port)')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a number from 0 to 65535 (0 = any free port)')
    .default(4680),
  DATA_DIR: z
    .string()
    .refine((path) => !path.includes('\0'), 'must be the path of a folder')
    .default('./data'),
  PUBLIC_URL: z
    .string()
    .refine(
      isPublicUrl,
      'must be an http or https address without path, for example https://text.example.org',
    )
    .transform((url) => new URL(url).origin)
    .optional(),
  SETUP_TOKEN: z
    .string()
    .min(16, 'must have at least 16 characters')
    .max(256, 'must have at most 256 characters')
    .regex(/^[\w.~-]+$/, 'may hold letters, digits and - . _ ~ only, since it is part of a link')
    .optional(),
  TLS_CERT: z.string().optional(),
  TLS_KEY: z.string().optional(),
  TRUST_PROXY: z
    .string()
    .refine(
      isTrust,
      'must be off, on, a number of proxies, or a list of addresses, networks (10.0.0.0/8), loopback, linklocal, uniquelocal',
    )
    .transform(trustOf)
    .default(false),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  SMTP_URL: z
    .string()
    .transform((text, context) => {
      const server = smtpServer(text)
      if (typeof server !== 'string') return server
      context.addIssue({ code: 'custom', message: server })
      return z.NEVER
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .transform((text, context) => {
      const from = mailFrom(text)
      if (from !== null) return from
      context.addIssue({
        code: 'custom',
        message: 'must be an e-mail address, alone or as Name <address@example.org>',
      })
      return z.NEVER
    })
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).default('info'),
})

function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search, hash, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && pathname === '/' && search + hash + username + password === ''
}

/** One entry of a list as express reads it: the name of a kind of network, an address, or a network. */
function isTrusted(entry: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(entry)) return true
  const [address = '', bits, ...rest] = entry.split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || rest.length > 0) return false
  if (bits === undefined) return true
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128)
}

function isTrust(text: string): boolean {
  return (
    /^(off|on|true|false|\d{1,2})$/.test(text) || text.split(',').every((entry) => isTrusted(entry.trim()))
  )
}

function trustOf(text: string): boolean | number | string {
  if (text === 'on' || text === 'true') return true
  if (text === 'off' || text === 'false') return false
  return /^\d+$/.test(text) ? Number(text) : text
}

/** Reserved: a server that ignored them would store elsewhere, or in the clear, without saying so. */
const RESERVED: Readonly<Record<string, string>> = {
  DATABASE_URL: 'is set, but PostgreSQL is not supported by this version: unset it to use the embedded store',
  DATA_KEY: 'is set, but encryption at rest is not supported by this version: unset it',
}

/** Variables of the environment that mean "nothing said" when they are empty, as in most shells and unit files. */
const said = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))

/** The settings of docs "Start", or the first variable that is unusable: the server then exits with 78. [LOG19] */
export const readConfig = (environment: Environment): Result<Config, BadVariable> => {
  const set = said(environment)
  for (const [variable, reason] of Object.entries(RESERVED)) {
    if (set[variable] !== undefined) return fail(sentence(variable, reason))
  }
  const parsed = variables.safeParse(set)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return fail(sentence(String(issue?.path[0] ?? 'The environment'), issue?.message ?? 'is unusable'))
  }
  const {
    HOST,
    PORT,
    DATA_DIR,
    PUBLIC_URL,
    SETUP_TOKEN,
    TLS_CERT,
    TLS_KEY,
    TRUST_PROXY,
    METRICS_TOKEN,
    SMTP_URL,
    MAIL_FROM,
    LOG_LEVEL,
  } = parsed.data
  if (SMTP_URL !== undefined && MAIL_FROM === undefined) {
    return fail(sentence('MAIL_FROM', 'is missing: SMTP_URL is set, and mail needs a sender'))
  }
  if (TLS_CERT === undefined && TLS_KEY !== undefined) {
    return fail(sentence('TLS_CERT', 'is missing: TLS_KEY is set, and https needs both files'))
  }
  if (TLS_KEY === undefined && TLS_CERT !== undefined) {
    return fail(sentence('TLS_KEY', 'is missing: TLS_CERT is set, and https needs both files'))
  }
  const tls =
    TLS_CERT === undefined || TLS_KEY === undefined ? null : { certFile: TLS_CERT, keyFile: TLS_KEY }
  const shownHost = HOST.includes(':') ? `[${HOST}]` : HOST
  return ok({
    host: HOST,
    port: PORT,
    dataDir: DATA_DIR,
    publicUrl: PUBLIC_URL ?? `${tls === null ? 'http' : 'https'}://${shownHost}:${PORT}`,
    setupToken: SETUP_TOKEN ?? null,
    tls,
    trustProxy: TRUST_PROXY,
    logLevel: LOG_LEVEL,
    metricsToken: METRICS_TOKEN ?? null,
    smtp: SMTP_URL === undefined || MAIL_FROM === undefined ? null : { ...SMTP_URL, from: MAIL_FROM },
  })
}
