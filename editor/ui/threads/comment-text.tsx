import { bodyPieces } from '#core/comments/mention-text.ts'
import css from './comment.module.css'

export interface CommentTextProps {
  readonly body: string
  readonly nameOf: (member: string) => string
  /** Mentions of the reader stand out. */
  readonly me: string
}

/** The words of a comment: plain text, line breaks kept, mentions as names that are isolated [UI41] [THR20]. */
export function CommentText({ body, nameOf, me }: CommentTextProps) {
  return (
    <p className={css['words']} dir="auto">
      {bodyPieces(body).map((piece, index) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          // The same member may be named twice: only the place tells one from the other.
          <bdi key={index} className={css['mention']} data-me={piece.member === me}>
            @{nameOf(piece.member)}
          </bdi>
        ),
      )}
    </p>
  )
}
