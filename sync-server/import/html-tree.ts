import { defaultTreeAdapter, parse, type DefaultTreeAdapterTypes } from 'parse5'
import { fail, ok, type Result } from '#core/util/result.ts'
import type { ImportError } from './imported.ts'

export type HtmlElement = DefaultTreeAdapterTypes.Element
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode
export type HtmlDocument = DefaultTreeAdapterTypes.Document

const MAX_ELEMENTS = 300_000
/** Deeper than any real page, shallow enough for the parser's walks over its open elements to stay cheap. */
const MAX_DEPTH = 256

class TooComplex extends Error {
  override readonly name = 'TooComplex'
}

/** The page as a tree, or `too-complex` as soon as it has too many or too deeply nested elements. */
export const parseHtml = (source: string): Result<HtmlDocument, ImportError> => {
  let elements = 0
  let depth = 0
  const treeAdapter = {
    ...defaultTreeAdapter,
    createElement: (...args: Parameters<typeof defaultTreeAdapter.createElement>) => {
      if (++elements > MAX_ELEMENTS) throw new TooComplex('too many elements')
      return defaultTreeAdapter.createElement(...args)
    },
    onItemPush: () => {
      if (++depth > MAX_DEPTH) throw new TooComplex('nested too deeply')
    },
    onItemPop: () => {
      depth--
    },
  }
  try {
    return ok(parse(source, { treeAdapter }))
  } catch (error) {
    if (error instanceof TooComplex) return fail({ reason: 'too-complex', detail: error.message })
    throw error
  }
}

export const attributeOf = (element: HtmlElement, name: string): string | null =>
  element.attrs.find((attribute) => attribute.name === name)?.value ?? null

export const isElement = (node: HtmlNode): node is HtmlElement => 'tagName' in node

export const isText = (node: HtmlNode): node is DefaultTreeAdapterTypes.TextNode => node.nodeName === '#text'

/** Elements in order of the page, `visit` returns whether to go into the children. Without recursion. */
export const visitElements = (document: HtmlDocument, visit: (element: HtmlElement) => boolean): void => {
  const waiting: HtmlNode[] = [...document.childNodes].reverse()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (!isElement(node) || !visit(node)) continue
    for (let index = node.childNodes.length - 1; index >= 0; index--) {
      const child = node.childNodes[index]
      if (child !== undefined) waiting.push(child)
    }
  }
}
