import type { Request } from 'express'
import { permits } from '#core/access/permits.ts'
import type { Action } from '#core/access/permits.ts'
import type { DocumentMeta, Group, Member, Meta, MetaStore } from '../store/meta-store.ts'
import type { Session, SessionStore } from '../store/session-store.ts'
import { HttpError } from './http-error.ts'
import { hashSecret } from './secrets.ts'
import { readSessionCookie } from './session-cookie.ts'

/** Who asks: a signed-in device, and the members that it is now. */
export interface Asker {
  readonly session: Session
  readonly members: readonly Member[]
}

/** Reads who asks from the cookie; null without a session or when every member of it has been removed. */
export const findAsker = async (
  cookieHeader: string | undefined,
  https: boolean,
  sessions: SessionStore,
  meta: Pick<MetaStore, 'read'>,
): Promise<Asker | null> => {
  const secret = readSessionCookie(cookieHeader, https)
  if (secret === null) return null
  const session = await sessions.get(hashSecret(secret))
  if (session === null) return null
  const known = meta.read().members
  const members = session.members
    .map((id) => known[id])
    .filter((member) => member !== undefined)
    .filter((member) => member.removedAt === null)
  return members.length === 0 ? null : { session, members }
}

const askers = new WeakMap<Request, Asker | null>()

export const rememberAsker = (req: Request, asker: Asker | null): void => {
  askers.set(req, asker)
}

export const askerOrNull = (req: Request): Asker | null => askers.get(req) ?? null

/** Who asks; 401 when nobody is signed in. */
export const askerOf = (req: Request): Asker => {
  const asker = askerOrNull(req)
  if (asker === null) throw new HttpError('not-signed-in')
  return asker
}

/** The group and who the asker is in it. For everybody else the group does not exist: 404 [ACC103]. */
export const inGroup = (
  meta: Meta,
  asker: Asker,
  id: string,
): { readonly group: Group; readonly me: Member } => {
  const me = asker.members.find((member) => member.group === id)
  const group = me === undefined ? undefined : meta.groups[me.group]
  if (me === undefined || group === undefined) throw new HttpError('not-found')
  return { group, me }
}

/** As {@link inGroup}, for facilitators: 403 for other members. Managing a group does not depend on a stage. */
export const managesGroup = (
  meta: Meta,
  asker: Asker,
  id: string,
): { readonly group: Group; readonly me: Member } => {
  const found = inGroup(meta, asker, id)
  if (!permits(found.me.role, 'drafting', 'manage'))
    throw new HttpError('forbidden', { key: 'only-facilitators' })
  return found
}

export interface InDocument {
  readonly document: DocumentMeta
  readonly group: Group
  readonly me: Member
}

/**
 * The document and who the asker is in its group, if they may do `action` at its stage. Outside the group it does
 * not exist; in the trash it exists for facilitators only.
 */
export const inDocument = (meta: Meta, asker: Asker, id: string, action: Action): InDocument => {
  const document = Object.hasOwn(meta.documents, id) ? meta.documents[id] : undefined
  if (document === undefined) throw new HttpError('not-found')
  const { group, me } = inGroup(meta, asker, document.group)
  if (document.trashedAt !== null && !permits(me.role, document.stage, 'manage'))
    throw new HttpError('not-found')
  if (!permits(me.role, document.stage, action)) throw new HttpError('forbidden')
  return { document, group, me }
}
