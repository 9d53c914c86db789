import type { Page } from '@playwright/test'
import { text } from './document-room.ts'

/** A stretch of a word; in an element of its own where it has a tag, behind an element without words where it has one. */
export interface Piece {
  readonly text: string
  readonly tag?: 'ins' | 'del' | 'mark' | 'span' | 'u' | 'a'
  readonly className?: string
  /** By names of CSS. */
  readonly style?: Readonly<Record<string, string>>
  readonly behind?: 'caret' | 'inline-block' | 'img'
}

export interface Drawn {
  /** From the first edge of its letters to the last, in CSS pixels. */
  readonly width: number
  /** Of each piece. */
  readonly widths: readonly number[]
}

/** How a word of these pieces is drawn in a paragraph of the text, by the page's own styles. */
export const drawn = (page: Page, pieces: readonly Piece[]): Promise<Drawn> =>
  text(page).evaluate((root, wanted) => {
    const host = root.cloneNode(false)
    if (!(host instanceof HTMLElement)) throw new Error('no text')
    host.removeAttribute('contenteditable')
    host.style.position = 'fixed'
    host.style.insetBlockStart = '0'
    const block = document.createElement('p')
    block.className = 'block'
    block.style.contentVisibility = 'visible'
    const unseen = (kind: string): HTMLElement => {
      const element = document.createElement(kind === 'img' ? 'img' : 'span')
      if (kind === 'caret') {
        element.className = 'sequence-caret'
        const label = document.createElement('span')
        label.className = 'sequence-caret-label'
        label.textContent = 'ريم'
        element.append(label)
      } else {
        element.style.display = 'inline-block'
        element.style.inlineSize = '0'
      }
      return element
    }
    const letters = wanted.map((piece) => {
      if (piece.behind !== undefined) block.append(unseen(piece.behind))
      const node = document.createTextNode(piece.text)
      if (piece.tag === undefined) block.append(node)
      else {
        const element = document.createElement(piece.tag)
        if (piece.className !== undefined) element.className = piece.className
        for (const [name, value] of Object.entries(piece.style ?? {})) element.style.setProperty(name, value)
        element.append(node)
        block.append(element)
      }
      return node
    })
    host.append(block)
    document.body.append(host)
    const boxes = letters.map((node) => {
      const range = document.createRange()
      range.selectNodeContents(node)
      return range.getBoundingClientRect()
    })
    host.remove()
    return {
      width: Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left)),
      widths: boxes.map((box) => box.width),
    }
  }, pieces)

const JOINER = '\u200d'
const withoutJoiners = (letters: string): string => letters.replaceAll(JOINER, '')

/**
 * Are the letters at every border of the pieces drawn as inside a word? Told by the width of each piece, which is that of
 * its letters with joiners at the borders, or nearer to that of the piece by itself.
 */
export const isJoined = async (page: Page, pieces: readonly Piece[]): Promise<boolean> => {
  const { widths } = await drawn(page, pieces)
  for (const [index, { behind: _none, ...piece }] of pieces.entries()) {
    const letters = withoutJoiners(piece.text)
    const joined = (index === 0 ? '' : JOINER) + letters + (index === pieces.length - 1 ? '' : JOINER)
    const { width: inside } = await drawn(page, [{ ...piece, text: joined }])
    const { width: alone } = await drawn(page, [{ ...piece, text: letters }])
    const width = widths[index] ?? 0
    if (Math.abs(width - alone) < Math.abs(width - inside)) return false
  }
  return true
}
