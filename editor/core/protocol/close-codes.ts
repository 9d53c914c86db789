/**
 * Why a connection was closed, as a WebSocket close code [PRO8]. Clients never come back after 4400–4499 (that is
 * y-websocket's own rule), and try again after every other code.
 */
export const CLOSE = {
  /** A frame that is no message of this protocol. */
  malformed: 4400,
  noSession: 4401,
  /** No access, or no access any more. */
  noAccess: 4403,
  noDocument: 4404,
  /** The history was replaced: set unsent work aside and start clean, never merge. */
  epoch: 4409,
  tooLarge: 4413,
  /** A client without extensions sent what the gate refuses: it cannot be told otherwise. */
  refused: 4422,
  /** The server restarts. */
  restart: 1012,
  /** Come back later: a limit, or the document cannot be served now. */
  later: 1013,
} as const

export type CloseCode = (typeof CLOSE)[keyof typeof CLOSE]

/** Is coming back pointless after this code? */
export const isTerminal = (code: number): boolean => code >= 4400 && code < 4500
