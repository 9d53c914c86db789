import helmet from 'helmet'
import type { RequestHandler } from 'express'

/** `ws://host` beside `'self'`: not every browser counts a WebSocket of the same host as `'self'`. */
const socketSource = (publicUrl: string): string => publicUrl.replace(/^http/, 'ws')

/**
 * Only our own files and nothing inline: a script or style that got into a text could do nothing. While developing,
 * Vite's own inline scripts and styles are let through [ACC113].
 */
export const securityHeaders = (publicUrl: string, isDevelopment: boolean): RequestHandler => {
  const https = publicUrl.startsWith('https:')
  const own = isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'"]
  const connect = isDevelopment ? ["'self'", 'ws:', 'wss:'] : ["'self'", socketSource(publicUrl)]
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: own,
        styleSrc: own,
        imgSrc: ["'self'"],
        fontSrc: ["'self'"],
        connectSrc: connect,
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Over plain http browsers ignore these two and complain about them.
    crossOriginOpenerPolicy: https ? { policy: 'same-origin' } : false,
    originAgentCluster: https,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
}
