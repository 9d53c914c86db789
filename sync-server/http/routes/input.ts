import { z } from 'zod'

/** The edges: everything that comes in by path, query and body goes through one of these or a route's own. */

/** An id as this server makes them; anything else names nothing. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
export const groupPath = z.object({ g: id })
export const memberPath = z.object({ g: id, m: id })
export const invitationPath = z.object({ g: id, i: id })
export const documentPath = z.object({ d: id })
/** A token is looked up by its hash; the bound only keeps the hash cheap. */
export const token = z.string().min(1).max(512)
/** A body of no fields: absent or an object. */
export const noBody = z.object({}).nullish()
