import { DOMSerializer, Fragment, type Node, type Schema, type Slice } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'
import type { BlockAttrs } from '#core/schema/block.ts'
import type { TextDirection } from '#core/text/direction.ts'
import { blockAttrsOf } from '#core/schema/content.ts'
import { portableTagOf } from '#core/schema/html-tag.ts'
import { itemMark, numberBlocks } from '#core/schema/numbering.ts'
import { OWN_BLOCK } from './read-html.ts'

/** Marks that leave the document with a copy; suggestions stay: they are about this text, not about the words. */
const COPIED_MARKS = new Set(['bold', 'italic', 'underline', 'link'])

/** One level of an open list while items are written. */
interface OpenList {
  readonly element: HTMLElement
  readonly indent: number
  readonly list: BlockAttrs['list']
}

/**
 * Clipboard HTML that other programs understand: real `ul`/`ol` with nesting and start numbers, headings, quotes, the
 * direction on each block. Each block also carries our attributes, for a paste into our own editor.
 */
export class ClipboardSerializer extends DOMSerializer {
  readonly #schema: Schema
  readonly #direction: () => TextDirection

  /** `direction`: of the document now. */
  constructor(schema: Schema, direction: () => TextDirection) {
    super(DOMSerializer.nodesFromSchema(schema), DOMSerializer.marksFromSchema(schema))
    this.#schema = schema
    this.#direction = direction
  }

  override serializeFragment(
    fragment: Fragment,
    options: { document?: Document } = {},
    target?: HTMLElement | DocumentFragment,
  ): HTMLElement | DocumentFragment {
    const document = options.document ?? window.document
    const parent = target ?? document.createDocumentFragment()
    const blocks: Node[] = []
    fragment.forEach((node) => {
      if (node.isTextblock) blocks.push(node)
      else parent.append(this.#inline(Fragment.from(node), document))
    })
    const numbers = numberBlocks(blocks.map(blockAttrsOf))
    const open: OpenList[] = []
    blocks.forEach((node, index) => {
      const attrs = blockAttrsOf(node)
      const element = this.#block(node, attrs, document)
      if (attrs.kind === 'item')
        listFor(attrs, this.#direction(), numbers[index] ?? null, open, parent, document).append(element)
      else {
        open.length = 0
        parent.append(element)
      }
    })
    return parent
  }

  #block(node: Node, attrs: BlockAttrs, document: Document): HTMLElement {
    const element = document.createElement(portableTagOf(attrs))
    element.setAttribute('dir', attrs.dir ?? this.#direction())
    element.setAttribute(OWN_BLOCK, JSON.stringify(attrs))
    if (attrs.align === 'center' || attrs.align === 'justify') element.style.textAlign = attrs.align
    element.append(this.#inline(node.content, document))
    return element
  }

  #inline(content: Fragment, document: Document): DocumentFragment | HTMLElement {
    const copied: Node[] = []
    content.forEach((node) =>
      copied.push(node.mark(node.marks.filter((mark) => COPIED_MARKS.has(mark.type.name)))),
    )
    const holder = document.createDocumentFragment()
    const drawn = DOMSerializer.fromSchema(this.#schema).serializeFragment(Fragment.fromArray(copied), {
      document,
    })
    holder.append(drawn)
    // A line break is a character with us; everybody else knows only <br>.
    const walker = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT)
    const texts: globalThis.Node[] = []
    while (walker.nextNode()) texts.push(walker.currentNode)
    for (const text of texts) {
      const lines = (text.textContent ?? '').split('\n')
      if (lines.length > 1) text.parentNode?.replaceChild(withBreaks(lines, document), text)
    }
    return holder
  }
}

const withBreaks = (lines: readonly string[], document: Document): DocumentFragment => {
  const fragment = document.createDocumentFragment()
  lines.forEach((line, index) => {
    if (index > 0) fragment.append(document.createElement('br'))
    fragment.append(line)
  })
  return fragment
}

/** The list element an item goes into: deeper lists are opened inside the last item, shallower ones closed. */
const listFor = (
  attrs: BlockAttrs,
  direction: TextDirection,
  number: number | null,
  open: OpenList[],
  parent: HTMLElement | DocumentFragment,
  document: Document,
): HTMLElement => {
  while (open.length > 0 && (open.at(-1)?.indent ?? 0) > attrs.indent) open.pop()
  const same = open.at(-1)
  if (same?.indent === attrs.indent) {
    if (same.list === attrs.list && attrs.numbering === null) return same.element
    open.pop()
  }
  const element = document.createElement(attrs.list === 'ordered' ? 'ol' : 'ul')
  element.setAttribute('dir', attrs.dir ?? direction)
  if (number !== null && number > 1) element.setAttribute('start', String(number))
  const holder = open.at(-1)?.element
  if (holder === undefined) parent.append(element)
  else (holder.lastElementChild ?? holder).append(element)
  open.push({ element, indent: attrs.indent, list: attrs.list })
  return element
}

/** The copied text for programs that take no HTML: numbers and bullets written out, a line for each block ([UI66]). */
export const clipboardText = (slice: Slice, numbers: readonly (number | null)[]): string => {
  const lines: string[] = []
  const only = slice.content.childCount === 1 && slice.openStart > 0
  slice.content.forEach((node, _, index) => {
    const attrs = blockAttrsOf(node)
    const text = node.textContent
    if (attrs.kind !== 'item' || only) lines.push(text)
    else {
      lines.push(`${'  '.repeat(attrs.indent)}${itemMark(numbers[index] ?? null)} ${text}`)
    }
  })
  return lines.join('\n')
}

/** Index of the first block that a selection touches: where the numbers of a copied slice begin. */
export const firstIndexOf = (state: EditorState): number => state.selection.$from.index(0)
