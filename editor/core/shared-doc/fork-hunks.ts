import type * as Y from 'yjs'
import { sameFormats } from '../schema/content.ts'
import type { SequenceElement } from '../suggestions/element.ts'
import type { ChangedPiece, Piece } from './fork-pieces.ts'

/** What somebody did at one place: neighbouring pieces that come or go, or that stay and are of another form. */
export interface Hunk {
  readonly kind: 'text' | 'form'
  readonly pieces: readonly ChangedPiece[]
  /** The elements of the shared text next to it; null at its ends. */
  readonly previous: SequenceElement | null
  readonly next: SequenceElement | null
  /** Hunks with one number are one act, which is decided as one. */
  readonly act: number
}

/** The new text of a hunk, paragraphs parted by line breaks: what must not be lost. */
export const wordsOf = ({ pieces }: Hunk): string =>
  pieces.map(({ old, now }) => (old === null ? textOf(now) : '')).join('')

/** The text that a hunk takes away. */
export const goneOf = ({ pieces }: Hunk): string =>
  pieces.map(({ old, now }) => (now === null ? textOf(old) : '')).join('')

const textOf = (element: SequenceElement | null): string => {
  if (element === null) return ''
  return element.kind === 'text' ? element.text : '\n'
}

/** Where a piece first was: what it is called when somebody asks Yjs for its neighbours. */
export const firstNew = ({ pieces }: Hunk): Y.ID | null => pieces.find(({ old }) => old === null)?.id ?? null

const kindOf = ({ old, now }: ChangedPiece): Hunk['kind'] => (old === null || now === null ? 'text' : 'form')

const isSame = (one: SequenceElement | null, two: SequenceElement | null): boolean =>
  one?.kind === 'text' &&
  two?.kind === 'text' &&
  one.text === two.text &&
  sameFormats(one.formats, two.formats)

/** What went and came again as it was, as after an undo, is no change. */
const isForNothing = (pieces: readonly ChangedPiece[]): boolean => {
  const gone = pieces.filter(({ now }) => now === null).map(({ old }) => old)
  const come = pieces.filter(({ old }) => old === null).map(({ now }) => now)
  return gone.length === come.length && gone.every((element, index) => isSame(element, come[index] ?? null))
}

interface Open {
  readonly kind: Hunk['kind']
  readonly pieces: ChangedPiece[]
  readonly previous: SequenceElement | null
  readonly act: number
}

/**
 * Puts pieces together to hunks, each of them to be decided on its own. One act are: what lies in one word, what was
 * done under one suggestion, and the two ends of a block that was moved.
 *
 * @param areNeighbours whether new text that is together here was written together.
 */
export const hunksOf = (
  pieces: readonly Piece[],
  areNeighbours: (one: Y.ID, two: Y.ID) => boolean,
): Hunk[] => {
  const hunks: Hunk[] = []
  const acts = new Acts()
  let open: Open | null = null
  let previous: SequenceElement | null = null
  const close = (next: SequenceElement | null): void => {
    if (open !== null && !isForNothing(open.pieces)) hunks.push({ ...open, next })
    open = null
  }
  pieces.forEach((piece, index) => {
    if (piece.kind === 'same') {
      close(piece.first)
      acts.pass(piece.parts)
      previous = piece.last
      return
    }
    const kind = kindOf(piece)
    const last = open?.pieces.at(-1)
    if (open !== null && open.kind !== kind) close(piece.old ?? nextOld(pieces, index))
    else if (last?.old === null && piece.old === null && !areNeighbours(last.id, piece.id)) {
      close(nextOld(pieces, index))
      acts.pass(true)
    }
    open ??= { kind, pieces: [], previous, act: acts.begin(kind, piece) }
    open.pieces.push(piece)
    acts.joins(open.act, piece)
    previous = piece.old ?? previous
  })
  close(null)
  return hunks.map((hunk) => ({ ...hunk, act: acts.actOf(hunk.act) }))
}

const nextOld = (pieces: readonly Piece[], from: number): SequenceElement | null => {
  for (let index = from; index < pieces.length; index++) {
    const piece = pieces[index]
    if (piece?.kind === 'same') return piece.first
    if (piece !== undefined && piece.old !== null) return piece.old
  }
  return null
}

/** Which hunks are one act. */
class Acts {
  private readonly known = new Map<string, number>()
  private readonly sameAs: number[] = []
  private readonly inWord = new Map<Hunk['kind'], number>()

  /** Text that stays lies between what was and what is to come. */
  pass(parts: boolean): void {
    if (parts) this.inWord.clear()
  }

  begin(kind: Hunk['kind'], piece: ChangedPiece): number {
    const known = this.inWord.get(kind)
    const act = known ?? this.sameAs.push(this.sameAs.length) - 1
    this.inWord.set(kind, act)
    this.joins(act, piece)
    return act
  }

  joins(act: number, { old, now, source }: ChangedPiece): void {
    if (source !== null) this.unite(act, `id ${source}`)
    const marker = old === null ? now : now === null ? old : null
    const bid = marker?.kind === 'marker' ? marker.attrs.get('bid') : null
    if (typeof bid === 'string') this.unite(act, `bid ${bid}`)
  }

  actOf(act: number): number {
    let root = act
    while (this.sameAs[root] !== root) root = this.sameAs[root] ?? root
    return root
  }

  private unite(act: number, key: string): void {
    const known = this.known.get(key)
    if (known === undefined) this.known.set(key, act)
    else this.sameAs[this.actOf(act)] = this.actOf(known)
  }
}
