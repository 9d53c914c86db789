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

/** How words of these pieces are drawn, each in a paragraph of the text, by the page's own styles. */
export const drawn = (page: Page, words: readonly (readonly Piece[])[]): Promise<readonly Drawn[]> =>
  text(page).evaluate((root, asked) => {
    const host = root.cloneNode(false)
    if (!(host instanceof HTMLElement)) throw new Error('no text')
    host.removeAttribute('contenteditable')
    host.style.position = 'fixed'
    host.style.insetBlockStart = '0'
    document.body.append(host)
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
    const paragraphs = asked.map((pieces) => {
      const block = document.createElement('p')
      block.className = 'block'
      block.style.contentVisibility = 'visible'
      host.append(block)
      return pieces.map((piece) => {
        if (piece.behind !== undefined) block.append(unseen(piece.behind))
        const node = document.createTextNode(piece.text)
        if (piece.tag === undefined) block.append(node)
        else {
          const element = document.createElement(piece.tag)
          if (piece.className !== undefined) element.className = piece.className
          for (const [name, value] of Object.entries(piece.style ?? {}))
            element.style.setProperty(name, value)
          element.append(node)
          block.append(element)
        }
        return node
      })
    })
    const measured = paragraphs.map((letters) => {
      const boxes = letters.map((node) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        return range.getBoundingClientRect()
      })
      return {
        width: Math.max(...boxes.map((box) => box.right)) - Math.min(...boxes.map((box) => box.left)),
        widths: boxes.map((box) => box.width),
      }
    })
    host.remove()
    return measured
  }, words)

const JOINER = '\u200d'

/**
 * Are the letters at every border of the pieces drawn as inside a word? Told by the width of each piece, which is that of
 * its letters with joiners at the borders, or nearer to that of the piece by itself.
 */
export const isJoined = async (page: Page, pieces: readonly Piece[]): Promise<boolean> => {
  const last = pieces.length - 1
  const bare = pieces.map(({ behind: _none, ...piece }) => ({
    ...piece,
    text: piece.text.replaceAll(JOINER, ''),
  }))
  const inside = bare.map((piece, index) => ({
    ...piece,
    text: (index === 0 ? '' : JOINER) + piece.text + (index === last ? '' : JOINER),
  }))
  const [whole, ...probes] = await drawn(page, [pieces, ...[...bare, ...inside].map((piece) => [piece])])
  return (whole?.widths ?? []).every((width, index) => {
    const [alone = 0, joined = 0] = [probes[index]?.width, probes[index + pieces.length]?.width]
    return Math.abs(width - joined) <= Math.abs(width - alone)
  })
}
