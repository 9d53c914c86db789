/** What the server makes for a token: base64url, or what an operator chose with `SETUP_TOKEN`. */
const TOKEN = /^[\w.~-]{8,200}$/
/** The id of a document behind it, when the link was made at one [UI875]. */
const INVITATION = /^#?([\w.~-]+)(?:\/([\w-]{1,64}))?$/

/** What the link of an invitation says. */
export interface Invitation {
  readonly token: string
  /** The document that it was sent for; null for the whole group. */
  readonly document: string | null
}

/** The invitation in a fragment (`#TOKEN`, `#TOKEN/DOCUMENT`); null when there is none that could be one. */
export const invitationOfFragment = (fragment: string): Invitation | null => {
  const [, token = '', document = null] = INVITATION.exec(fragment) ?? []
  return TOKEN.test(token) ? { token, document } : null
}

/** The invitation in what somebody pasted: a whole link, with or without words around it, or the token alone. */
export const invitationOfPaste = (pasted: string): Invitation | null => {
  const link = /\/join(#[\w.~/-]+)/.exec(pasted)
  return invitationOfFragment(link?.[1] ?? pasted.trim())
}

/** The link of an invitation, as it is sent from the page of a document: whoever takes it up comes to that document. */
export const linkToDocument = (url: string, document: string): string => `${url}/${document}`
