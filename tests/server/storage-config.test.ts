import { describe, expect, it } from 'vitest'
import { readConfig } from '../../sync-server/config.ts'

const valueOf = (environment: Record<string, string>) => {
  const read = readConfig(environment)
  if (!read.ok) throw new Error(read.error.message)
  return read.value
}

describe('environment', () => {
  it('[LOG19] needs nothing', () => {
    const defaults = {
      host: '127.0.0.1',
      port: 4680,
      dataDir: './data',
      publicUrl: 'http://127.0.0.1:4680',
      setupToken: null,
      tls: null,
      trustProxy: false,
      logLevel: 'info',
      metricsToken: null,
      smtp: null,
    }
    expect(valueOf({})).toEqual(defaults)
    expect(valueOf({ HOST: '', PORT: '', DATABASE_URL: '', PATH: '/bin' })).toEqual(defaults)
  })

  it('[LOG19] takes every variable', () => {
    expect(
      valueOf({
        HOST: '0.0.0.0',
        PORT: '443',
        DATA_DIR: '/var/lib/siyagha',
        PUBLIC_URL: 'https://text.example.org/',
        SETUP_TOKEN: 'abcdefgh-12345678',
        TLS_CERT: 'cert.pem',
        TLS_KEY: 'key.pem',
        TRUST_PROXY: '1',
        LOG_LEVEL: 'debug',
      }),
    ).toEqual({
      host: '0.0.0.0',
      port: 443,
      dataDir: '/var/lib/siyagha',
      publicUrl: 'https://text.example.org',
      setupToken: 'abcdefgh-12345678',
      tls: { certFile: 'cert.pem', keyFile: 'key.pem' },
      trustProxy: 1,
      logLevel: 'debug',
      metricsToken: null,
      smtp: null,
    })
  })

  it('[LOG603] takes a mail server, and sends it nothing in the clear unless it is this machine', () => {
    const smtpOf = (SMTP_URL: string, MAIL_FROM = 'text@example.org') => valueOf({ SMTP_URL, MAIL_FROM }).smtp
    expect(smtpOf('smtps://me:p%40ss@mail.example.org', '"صياغة" <text@example.org>')).toEqual({
      host: 'mail.example.org',
      port: 465,
      secure: true,
      startTls: 'needed',
      credentials: { user: 'me', pass: 'p@ss' },
      from: { name: 'صياغة', address: 'text@example.org' },
    })
    expect(smtpOf('smtp://mail.example.org')).toEqual({
      host: 'mail.example.org',
      port: 587,
      secure: false,
      startTls: 'needed',
      credentials: null,
      from: { name: '', address: 'text@example.org' },
    })
    expect(smtpOf('smtp://[::1]:2525/')).toMatchObject({ host: '::1', port: 2525, startTls: 'passed-over' })
    expect(smtpOf('smtp://127.0.0.1?requireTLS=true')?.startTls).toBe('needed')
    expect(smtpOf('smtp://mail.example.org?requireTLS=false')?.startTls).toBe('taken')
    expect(valueOf({ MAIL_FROM: 'text@example.org' }).smtp).toBe(null)
  })

  it('[LOG19] makes the public address from host, port and certificate', () => {
    expect(valueOf({ HOST: '::1', PORT: '8' }).publicUrl).toBe('http://[::1]:8')
    expect(valueOf({ TLS_CERT: 'c', TLS_KEY: 'k' }).publicUrl).toBe('https://127.0.0.1:4680')
  })

  it('[LOG19] understands every way to trust a proxy', () => {
    const trust = ['off', 'on', '2', 'loopback, 10.0.0.0/8'].map(
      (TRUST_PROXY) => valueOf({ TRUST_PROXY }).trustProxy,
    )
    expect(trust).toEqual([false, true, 2, 'loopback, 10.0.0.0/8'])
  })

  it.each([
    ['PORT', { PORT: '65536' }],
    ['PORT', { PORT: '-1' }],
    ['PORT', { PORT: '80a' }],
    ['HOST', { HOST: 'a b' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'text.example.org' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'ftp://text.example.org' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://text.example.org/path' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://me:pw@text.example.org' }],
    ['SETUP_TOKEN', { SETUP_TOKEN: 'fifteen-letters' }],
    ['SETUP_TOKEN', { SETUP_TOKEN: 'has a space in the middle' }],
    ['TLS_KEY', { TLS_CERT: 'c' }],
    ['TLS_CERT', { TLS_KEY: 'k' }],
    ['TRUST_PROXY', { TRUST_PROXY: '$(x)' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'perhaps' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'loopback, proxy.example.org' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/33' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.1,' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['SMTP_URL', { SMTP_URL: 'mail.example.org', MAIL_FROM: 'a@example.org' }],
    ['SMTP_URL', { SMTP_URL: 'https://mail.example.org', MAIL_FROM: 'a@example.org' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://me@mail.example.org', MAIL_FROM: 'a@example.org' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://mail.example.org/path', MAIL_FROM: 'a@example.org' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://mail.example.org?logger=true', MAIL_FROM: 'a@example.org' }],
    ['SMTP_URL', { SMTP_URL: 'smtp://', MAIL_FROM: 'a@example.org' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.org' }],
    ['MAIL_FROM', { MAIL_FROM: 'nobody' }],
    ['MAIL_FROM', { MAIL_FROM: 'a@example.org\r\nBcc: b@example.org' }],
    ['MAIL_FROM', { MAIL_FROM: 'Name\n <a@example.org>' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://x' }],
    ['DATA_KEY', { DATA_KEY: 'secret' }],
  ])('[LOG19] refuses an unusable %s and says so: %o', (variable, environment) => {
    const read = readConfig(environment)
    expect(read.ok).toBe(false)
    if (read.ok) return
    expect(read.error.variable).toBe(variable)
    expect(read.error.message.startsWith(`${variable} `)).toBe(true)
    expect(read.error.message.length).toBeGreaterThan(variable.length + 10)
  })

  it('[LOG19] never repeats a secret in its sentence', () => {
    const read = readConfig({ SETUP_TOKEN: 'short-secret' })
    expect(JSON.stringify(read)).not.toContain('short-secret')
    const mail = readConfig({
      SMTP_URL: 'smtp://me:short-secret@mail.example.org/x',
      MAIL_FROM: 'a@example.org',
    })
    expect(JSON.stringify(mail)).not.toContain('short-secret')
  })
})
