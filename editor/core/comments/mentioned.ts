import { bodyPieces } from './mention-text.ts'

/**
 * The member ids that a comment names as `<@id>`, each once, in the order of the text. Whether there is such a member
 * is for the caller to know.
 */
export const mentionedIn = (body: string): readonly string[] => [
  ...new Set(bodyPieces(body).flatMap((piece) => (piece.kind === 'mention' ? [piece.member] : []))),
]
