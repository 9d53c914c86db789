import { WORD_CERTIFICATE_STYLE } from '#core/schema/html-tag.ts'
import type { WarningList } from '../warning-list.ts'
import { MAX_IMPORT_BLOCKS } from '../imported.ts'
import type { ParagraphFormats } from './paragraph-format.ts'
import { chosen, ParagraphReader } from './read-paragraph.ts'
import { WordFields } from './word-fields.ts'
import type { WordNumbering } from './word-numbering.ts'
import type { WordPackage } from './word-package.ts'
import type { Piece, WordParagraph } from './word-paragraph.ts'
import { revisionOf, type Revision } from './word-revision.ts'
import type { WordStyles } from './word-styles.ts'
import { childOf, elementsOf, valueOf, type XmlElement } from './xml-tree.ts'

interface Move {
  readonly side: 'from' | 'to'
  readonly name: string
}

interface Note {
  readonly kind: 'footnote' | 'endnote'
  readonly id: string
  readonly sign: string
}

/** What stands around paragraphs and is nothing but that. */
const CONTAINERS = new Set(
  'w:sdt w:sdtContent w:customXml w:smartTag w:ins w:del w:moveTo w:moveFrom'.split(' '),
)

/** What reading a text needs to know of its file. */
export interface FileFacts {
  readonly pack: WordPackage
  readonly styles: WordStyles
  readonly numbering: WordNumbering
  readonly formats: ParagraphFormats
  readonly warnings: WarningList
  readonly isOwn: boolean
}

/**
 * Gathers the paragraphs of a text in reading order: those of tables cell by cell, those in text boxes after the
 * paragraph that the box hangs on, those of notes at the end.
 */
export class BodyReader {
  readonly paragraphs: WordParagraph[] = []
  readonly #file: FileFacts
  readonly #fields = new WordFields()
  /** Names of the moves whose ranges are open. */
  readonly #moves = new Map<string, Move>()
  /** Those that were open somewhere in the paragraph that is read: its mark, which stands at its front, is of one of them. */
  #movesHere: Move[] = []
  readonly #notes: Note[] = []
  /** Beginnings of comments between paragraphs: they belong to the next one. */
  #edges: Piece[] = []
  #drawings: XmlElement[] = []

  constructor(file: FileFacts) {
    this.#file = file
  }

  /** More paragraphs than a document may have: the file will be refused. */
  get isFull(): boolean {
    return this.paragraphs.length > MAX_IMPORT_BLOCKS
  }

  /** One element between paragraphs. */
  read(element: XmlElement): void {
    if (this.isFull) return
    const { name } = element
    if (name === 'w:p') this.#paragraph(element)
    else if (name === 'w:tbl') {
      this.#file.warnings.add('table')
      for (const row of elementsOf(element)) this.#row(row)
    } else if (name === 'mc:AlternateContent') this.#all(chosen(element))
    else if (CONTAINERS.has(name)) this.#all(element)
    else if (name === 'w:altChunk') this.#file.warnings.add('embedded')
    else this.#range(element)
  }

  /** The notes that the text referred to, as paragraphs at its end. */
  readNotes(): void {
    const known = { footnote: this.#notesOf('footnote'), endnote: this.#notesOf('endnote') }
    // Those that notes refer to in turn are not followed: two could refer to each other.
    const referred = this.#notes.slice()
    for (const { kind, id, sign } of referred) {
      const note = known[kind].get(id)
      const first = this.paragraphs.length
      for (const element of note === undefined ? [] : elementsOf(note)) this.read(element)
      const paragraph = this.paragraphs[first]
      if (paragraph === undefined) continue
      const pieces = paragraph.pieces
      this.paragraphs[first] = { ...paragraph, pieces: [signPiece(`${sign} `), ...pieces] }
    }
  }

  #notesOf(kind: Note['kind']): ReadonlyMap<string, XmlElement> {
    const part = this.#notes.length === 0 ? null : this.#file.pack.part(`${kind}s`)
    const notes = part === null ? [] : elementsOf(part, `w:${kind}`)
    return new Map(notes.map((note) => [note.attributes.get('w:id') ?? '', note]))
  }

  #all(element: XmlElement): void {
    for (const child of elementsOf(element)) this.read(child)
  }

  #row(element: XmlElement): void {
    if (element.name === 'w:tr') {
      for (const cell of elementsOf(element)) this.#cell(cell)
    } else if (CONTAINERS.has(element.name)) for (const child of elementsOf(element)) this.#row(child)
    else this.#range(element)
  }

  #cell(element: XmlElement): void {
    if (element.name === 'w:tc') this.#all(element)
    else if (CONTAINERS.has(element.name)) for (const child of elementsOf(element)) this.#cell(child)
  }

  #paragraph(element: XmlElement): void {
    const { formats, numbering, styles, warnings, isOwn, pack } = this.#file
    const properties = childOf(element, 'w:pPr')
    // The page behind a final text is no part of it; no other program saves it as ours.
    if (isOwn && valueOf(properties, 'w:pStyle') === WORD_CERTIFICATE_STYLE) return
    const format = formats.read(properties)
    const number = format.place === null ? null : numbering.pass(format.place)
    const change = childOf(properties, 'w:pPrChange')
    const mark = childOf(properties, 'w:rPr')
    const reader = new ParagraphReader(
      {
        styles,
        warnings,
        fields: this.#fields,
        isOwn,
        relation: (id) => pack.relation(id),
        note: (kind, id) => this.#note(kind, id),
        drawing: (drawing) => this.#drawings.push(drawing),
        move: (side) => this.#moveOn(side),
        range: (range) => this.#range(range),
      },
      properties,
      format,
    )
    this.#movesHere = [...this.#moves.values()]
    const edges = this.#edges
    this.#edges = []
    const pieces = [...edges, ...reader.read(element)]
    this.#fields.endParagraph()
    const [markInserted, markDeleted] = [this.#onMark(mark, 'to'), this.#onMark(mark, 'from')]
    this.paragraphs.push({
      format,
      number: format.list === 'ordered' ? number : null,
      changed:
        change === null
          ? null
          : { revision: revisionOf(change, null), before: formats.read(childOf(change, 'w:pPr')) },
      markInserted,
      markDeleted,
      pieces,
    })
    const drawings = this.#drawings
    this.#drawings = []
    for (const drawing of drawings) this.#drawing(drawing)
  }

  #onMark(mark: XmlElement | null, side: 'from' | 'to'): Revision | null {
    const plain = childOf(mark, side === 'to' ? 'w:ins' : 'w:del')
    if (plain !== null) return revisionOf(plain, null)
    const moved = childOf(mark, side === 'to' ? 'w:moveTo' : 'w:moveFrom')
    return moved === null ? null : revisionOf(moved, this.#moveOn(side) ?? lastOf(this.#movesHere, side))
  }

  #moveOn(side: 'from' | 'to'): string | null {
    return lastOf([...this.#moves.values()], side)
  }

  /** An edge of a move or of a comment that stands beside what it is about. */
  #range({ name, attributes }: XmlElement): void {
    const comment = attributes.get('w:id') ?? ''
    if (name === 'w:commentRangeStart') this.#edges.push({ kind: 'edge', comment, side: 'start' })
    else if (name === 'w:commentRangeEnd') this.#endComment({ kind: 'edge', comment, side: 'end' })
    const side = name.startsWith('w:moveFromRange') ? 'from' : name.startsWith('w:moveToRange') ? 'to' : null
    if (side === null) return
    const key = `${side} ${attributes.get('w:id') ?? ''}`
    if (name.endsWith('End')) this.#moves.delete(key)
    else {
      const move: Move = { side, name: attributes.get('w:name') ?? key }
      this.#moves.set(key, move)
      this.#movesHere.push(move)
    }
  }

  /** A comment that ends between paragraphs ends with the one before. */
  #endComment(edge: Piece): void {
    const before = this.paragraphs.pop()
    if (before === undefined) this.#edges.push(edge)
    else this.paragraphs.push({ ...before, pieces: [...before.pieces, edge] })
  }

  #note(kind: Note['kind'], id: string): string {
    const sign = `[${this.#notes.length + 1}]`
    this.#notes.push({ kind, id, sign })
    this.#file.warnings.add('footnote')
    return sign
  }

  #drawing(drawing: XmlElement): void {
    const boxes = boxesIn(drawing)
    if (boxes.length === 0) this.#file.warnings.add(drawing.name === 'w:object' ? 'embedded' : 'image')
    for (const box of boxes) {
      this.#file.warnings.add('text-box')
      this.#all(box)
    }
  }
}

const lastOf = (moves: readonly Move[], side: Move['side']): string | null =>
  moves.filter((move) => move.side === side).pop()?.name ?? null

const signPiece = (text: string): Piece => ({
  kind: 'text',
  text,
  formats: new Map(),
  inserted: null,
  deleted: null,
  changed: null,
})

/** The outermost contents of text boxes in a drawing. */
const boxesIn = (element: XmlElement): readonly XmlElement[] => {
  if (element.name === 'w:txbxContent') return [element]
  const inside = element.name === 'mc:AlternateContent' ? chosen(element) : element
  return elementsOf(inside).flatMap(boxesIn)
}
