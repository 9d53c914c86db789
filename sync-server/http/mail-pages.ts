import { Router } from 'express'
import type { Request, Response } from 'express'
import { languageOf } from './error-answer.ts'
import type { MailHost } from './inbox-host.ts'
import { MAIL_PAGES, type MailPage } from './mail-page-words.ts'
import type { Language } from './messages.ts'
import { Limit, limited, type Rate } from './rate-limits.ts'

const tokenOf = (req: Request): string => {
  const { token } = req.params
  return typeof token === 'string' ? token : ''
}

const STYLE = `:root{color-scheme:light dark}
body{margin:0;min-block-size:100vh;display:grid;place-items:center;background:light-dark(#f4f6f4,#101413);color:light-dark(#1a211f,#e4e8e6);font:1.125rem/1.7 "IBM Plex Sans Arabic",system-ui,sans-serif}
main{box-sizing:border-box;inline-size:min(30rem,100%);padding:2rem 1.25rem}
h1{font-size:1.5rem;line-height:1.4;margin-block:0 .75rem}
p{margin-block:0 1.5rem}
button{font:inherit;min-block-size:2.75rem;padding:.4rem 1.5rem;border:0;border-radius:.5rem;background:light-dark(#0d5f58,#74c9bd);color:light-dark(#fff,#0b2320);cursor:pointer}
button:focus-visible{outline:3px solid light-dark(#0d5f58,#74c9bd);outline-offset:3px}
`

/** Nothing on it comes from a request: every word is ours. */
const page = (language: Language, { title, lead, button }: MailPage): string => `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><link rel="stylesheet" href="/mail/page.css"></head>
<body><main><h1>${title}</h1><p>${lead}</p>${
  button === undefined ? '' : `<form method="post"><button>${button}</button></form>`
}</main></body>
</html>
`

const show = (req: Request, res: Response, which: keyof typeof MAIL_PAGES, status = 200): void => {
  const language = languageOf(req)
  res
    .set('Cache-Control', 'no-store')
    .status(status)
    .type('html')
    .send(page(language, MAIL_PAGES[which][language]))
}

/**
 * What the links in a mail open: pages that need neither session nor script. Reading one changes nothing, since mail
 * servers open links too; its one button does it. A mail program posts to the same address by itself (RFC 8058), with
 * whatever origin: the secret in the address is the right to it, so these routes stand before the check of origins
 * [ACC621] [ACC624].
 */
export const mailPages = (mail: MailHost, rate: Rate): Router => {
  const router = Router()
  const rated = limited(new Limit(rate), (req) => `address ${req.ip ?? ''}`)
  router.get('/mail/page.css', (_req, res) => {
    res.set('Cache-Control', 'max-age=3600').type('css').send(STYLE)
  })
  router.get('/mail/confirm/:token', (req, res) => show(req, res, 'confirm'))
  router.post('/mail/confirm/:token', rated, async (req, res) => {
    const isConfirmed = await mail.confirm(tokenOf(req))
    show(req, res, isConfirmed ? 'confirmed' : 'unconfirmed', isConfirmed ? 200 : 410)
  })
  router.get('/mail/off/:token', (req, res) => show(req, res, 'off'))
  /** The same answer to every token: it tells nobody whether there is mail. */
  router.post('/mail/off/:token', rated, async (req, res) => {
    await mail.off(tokenOf(req))
    show(req, res, 'isOff')
  })
  return router
}
