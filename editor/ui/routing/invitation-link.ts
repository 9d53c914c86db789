/** What the server makes for a token: base64url, or what an operator chose with `SETUP_TOKEN`. */
const TOKEN = /^[\w.~-]{8,200}$/

/** The token in a fragment (`#TOKEN`); null when there is none that could be one. */
export const tokenOfFragment = (fragment: string): string | null => {
  const token = fragment.startsWith('#') ? fragment.slice(1) : fragment
  return TOKEN.test(token) ? token : null
}

/** The token in what somebody pasted: a whole link, with or without words around it, or the token alone. */
export const tokenOfPaste = (pasted: string): string | null => {
  const link = /\/join#([\w.~-]+)/.exec(pasted)
  return tokenOfFragment(link?.[1] ?? pasted.trim())
}
