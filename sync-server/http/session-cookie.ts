import { parseCookie, stringifySetCookie } from 'cookie'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** Under https the name binds the cookie to this very host: no sub-domain can plant one. */
const cookieName = (https: boolean): string => (https ? '__Host-siyagha_session' : 'siyagha_session')

/** The secret of the session cookie; null when there is none. Of two cookies of one name the first counts. */
export const readSessionCookie = (header: string | undefined, https: boolean): string | null => {
  if (header === undefined) return null
  const secret = parseCookie(header)[cookieName(https)]
  return secret === undefined || secret === '' ? null : secret
}

/** `Set-Cookie`: unreadable by scripts, not sent by other sites' posts, for a year; an empty secret deletes it [ACC107]. */
export const sessionCookie = (secret: string, https: boolean): string =>
  stringifySetCookie({
    name: cookieName(https),
    value: secret,
    httpOnly: true,
    sameSite: 'lax',
    secure: https,
    path: '/',
    maxAge: secret === '' ? 0 : YEAR_SECONDS,
  })
