import * as Y from 'yjs'
import { sameFormatValue, withFormat, NO_FORMATS, type RawFormats } from '../schema/content.ts'
import { STYLE_KEYS } from '../schema/formats.ts'
import { markerElement, textElement, type SequenceElement } from '../suggestions/element.ts'
import type { Changes } from '../suggestions/propose-change.ts'
import { proposedChanges, readSuggestion, suggestionsOn } from '../suggestions/suggestion.ts'
import { changedItems, keepRedundantFormats } from './changes.ts'
import { contentOf, markerMap } from './elements.ts'
import type { SequencePosition } from './sequence-edit.ts'
import type { Sequence } from './sequence.ts'

/** Text that is the same in both, whatever its length. */
export interface SamePiece {
  readonly kind: 'same'
  readonly first: SequenceElement
  readonly last: SequenceElement
  /** Is there anything in it that parts two words? */
  readonly parts: boolean
}

/** One code point or one marker in which a fork differs from the shared text. */
export interface ChangedPiece {
  readonly kind: 'changed'
  /** As it stands in the shared text; null for what only the fork has. */
  readonly old: SequenceElement | null
  /** As its author wants it, as if they wrote directly; null for what they want gone. Without suggestions if it is new. */
  readonly now: SequenceElement | null
  /** What they propose for it by name, whatever it says already. */
  readonly asked: Changes
  /** Keys of their own proposals that they took back. */
  readonly withdrawn: Changes
  /** The suggestion of theirs under which they did it; null when they wrote directly. */
  readonly source: string | null
  /** The place in the shared text in front of it. */
  readonly place: SequencePosition
  /** Under which Yjs knows it. */
  readonly id: Y.ID
}

export type Piece = SamePiece | ChangedPiece

const NOTHING: Changes = new Map()
const PARTS_WORDS = /\s/u

/**
 * What the fork of a text has that the text lacks, told by Yjs's own identities: what is in both is the same, however
 * often it was sent and whatever stands around it now. `member` is whose work the difference is.
 *
 * @param shared index of the text as the server has it; it is read and left as it is.
 * @param fork state of the forked document, as one update.
 */
export const forkPieces = (shared: Sequence, fork: Uint8Array, member: string): Piece[] => {
  const merged = new Y.Doc({ gc: false })
  keepRedundantFormats(merged)
  const text = contentOf(merged)
  Y.applyUpdate(merged, Y.encodeStateAsUpdate(shared.doc))
  let pieces: Piece[] = []
  const read = (transaction: Y.Transaction): void => {
    pieces = new Reader(shared, text, transaction, member).read()
  }
  merged.on('beforeObserverCalls', read)
  merged.transact(() => {
    Y.applyUpdate(merged, fork)
  })
  merged.off('beforeObserverCalls', read)
  merged.destroy()
  return pieces
}

class Reader {
  private readonly pieces: Piece[] = []
  private slot = 0
  private offset = 0
  private readonly shared: Sequence
  private readonly text: Y.Text
  private readonly transaction: Y.Transaction
  private readonly member: string

  constructor(shared: Sequence, text: Y.Text, transaction: Y.Transaction, member: string) {
    this.shared = shared
    this.text = text
    this.transaction = transaction
    this.member = member
  }

  read(): Piece[] {
    const changed = changedItems(this.text, [this.transaction])
    let before: RawFormats = NO_FORMATS
    let after: RawFormats = NO_FORMATS
    for (let item = this.text._start; item !== null; item = item.right) {
      const was = item.deleted ? changed.removed.has(item) : !changed.isNew(item)
      const is = !item.deleted
      const { content } = item
      if (content instanceof Y.ContentFormat) {
        if (was) before = withFormat(before, content.key, content.value)
        if (is) after = withFormat(after, content.key, content.value)
      } else if (content instanceof Y.ContentString) {
        if (was && is) this.keptText(content.str, before, after, item.id)
        else if (is) this.newText(content.str, after, item.id)
        else if (was) this.goneText(content.str, before, item.id)
      } else {
        const map = markerMap(item)
        if (map !== null && (was || is)) this.marker(map, was, is, item.id)
      }
    }
    return this.pieces
  }

  private push(
    piece: Pick<ChangedPiece, 'old' | 'now' | 'id'> &
      Partial<Pick<ChangedPiece, 'asked' | 'withdrawn' | 'source'>>,
  ): void {
    const { slot, offset } = this
    const rest = { asked: NOTHING, withdrawn: NOTHING, source: null }
    this.pieces.push({ kind: 'changed', ...rest, ...piece, place: { slot, offset } })
  }

  private keptText(text: string, before: RawFormats, after: RawFormats, id: Y.ID): void {
    const wish = before === after ? null : this.wishFor(before, after)
    if (wish === null) {
      const [first = '', ...others] = text
      this.pieces.push({
        kind: 'same',
        first: textElement(first, before),
        last: textElement(others.at(-1) ?? first, before),
        parts: PARTS_WORDS.test(text),
      })
      this.offset += text.length
      return
    }
    let formats = before
    for (const style of STYLE_KEYS) formats = withFormat(formats, style, after.get(style))
    this.eachCharacter(text, id, (character, at) => {
      const old = textElement(character, before)
      this.push({ ...wish, old, now: wish.gone ? null : textElement(character, formats), id: at })
      this.offset += character.length
    })
  }

  private newText(text: string, formats: RawFormats, id: Y.ID): void {
    let styles = NO_FORMATS
    for (const style of STYLE_KEYS) styles = withFormat(styles, style, formats.get(style))
    const own = suggestionsOn(formats).filter(({ by }) => by === this.member)
    for (const suggestion of own)
      for (const [name, value] of proposedChanges(suggestion))
        if (STYLE_KEYS.some((style) => style === name)) styles = withFormat(styles, name, value)
    const source = own.findLast(({ kind }) => kind === 'insertion')?.id ?? null
    this.eachCharacter(text, id, (character, at) => {
      this.push({ old: null, now: textElement(character, styles), source, id: at })
    })
  }

  private goneText(text: string, formats: RawFormats, id: Y.ID): void {
    this.eachCharacter(text, id, (character, at) => {
      this.push({ old: textElement(character, formats), now: null, id: at })
      this.offset += character.length
    })
  }

  private marker(map: Y.Map<unknown>, was: boolean, is: boolean, id: Y.ID): void {
    const now = markerElement(map.entries())
    if (!was) {
      const own = suggestionsOn(now.formats).filter(({ by }) => by === this.member)
      const attrs = new Map(now.attrs)
      for (const suggestion of own)
        for (const [name, value] of proposedChanges(suggestion)) attrs.set(name, value)
      const source = own.findLast(({ kind }) => kind === 'insertion')?.id ?? null
      this.push({ old: null, now: { kind: 'marker', attrs, formats: NO_FORMATS }, source, id })
      return
    }
    const old = markerElement(this.shared.block(this.slot + 1).marker.entries)
    if (!is) this.push({ old, now: null, id })
    else {
      const wish = this.wishFor(
        new Map([...old.attrs, ...old.formats]),
        new Map([...now.attrs, ...now.formats]),
      )
      if (wish === null) this.pieces.push({ kind: 'same', first: old, last: old, parts: true })
      else this.push({ ...wish, old, now: wish.gone ? null : { ...old, attrs: now.attrs }, id })
    }
    this.slot++
    this.offset = 0
  }

  private eachCharacter(text: string, { client, clock }: Y.ID, visit: (one: string, id: Y.ID) => void): void {
    let at = clock
    for (const character of text) {
      visit(character, Y.createID(client, at))
      at += character.length
    }
  }

  /** What the fork wants of an element that it has in common with the text; null when nothing that is theirs to want. */
  private wishFor(
    before: RawFormats,
    after: RawFormats,
  ): (Pick<ChangedPiece, 'asked' | 'withdrawn' | 'source'> & { readonly gone: boolean }) | null {
    const asked = new Map<string, unknown>()
    const withdrawn = new Map<string, unknown>()
    let source: string | null = null
    let gone = false
    let isStyled = false
    for (const [key, value] of after) {
      if (before.has(key) && sameFormatValue(before.get(key), value)) continue
      const suggestion = readSuggestion(key, value)
      if (suggestion === null) isStyled = true
      else if (suggestion.by === this.member && suggestion.kind !== 'insertion') {
        source = suggestion.id
        if (suggestion.kind === 'deletion') gone = true
        for (const [name, wish] of proposedChanges(suggestion)) asked.set(name, wish)
      }
    }
    for (const [key, value] of before) {
      if (after.has(key)) continue
      const suggestion = readSuggestion(key, value)
      if (suggestion === null) isStyled = true
      else if (suggestion.by === this.member && suggestion.kind !== 'insertion') withdrawn.set(key, null)
    }
    if (!gone && !isStyled && asked.size === 0 && withdrawn.size === 0) return null
    return { asked, withdrawn, source, gone }
  }
}
