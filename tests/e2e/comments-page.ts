/** A text with threads on a page of its own, for tests of what is drawn. */
import * as Y from 'yjs'
import { Awareness } from 'y-protocols/awareness'
import { writeBlocks } from '#core/shared-doc/whole-text.ts'
import { DEFAULT_BLOCK_ATTRS } from '#core/schema/block.ts'
import { NO_FORMATS } from '#core/schema/content.ts'
import type { DocumentEditor } from '../../editor/extensions/document-editor.ts'
import { openDocumentEditor } from '../../editor/extensions/open-document-editor.ts'
import '../../editor/ui/styles/tokens.css'
import '../../editor/ui/document/document-text.css'

export interface CommentsPage {
  readonly editor: DocumentEditor
  readonly doc: Y.Doc
  /** Selects the first `words`, as a person would. */
  readonly select: (words: string) => void
  /** What the browser draws under the name of a highlight, in words; null when it has none. */
  readonly drawn: (name: string) => string[] | null
  /** Width of a word on the screen, in pixels. */
  readonly width: (word: string) => number
}

const nodeWith = (root: Node, words: string): { readonly node: Node; readonly at: number } => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = node.textContent?.indexOf(words) ?? -1
    if (at >= 0) return { node, at }
  }
  throw new Error(`no ${words}`)
}

export const openPage = (texts: readonly string[]): CommentsPage => {
  const doc = new Y.Doc()
  const blocks = texts.map((text, index) => ({
    attrs: { ...DEFAULT_BLOCK_ATTRS, bid: `b${index}` },
    formats: NO_FORMATS,
    runs: [{ text, formats: NO_FORMATS }],
  }))
  writeBlocks(doc, blocks, 'seed')
  const editor = openDocumentEditor({
    doc,
    carets: { awareness: new Awareness(doc), personOf: () => null },
    author: { member: 'm1', now: () => 1, isDecided: () => false },
    onDesync: () => undefined,
    mac: false,
  })
  document.body.append(editor.host)
  editor.setWriting(true)
  const rangeOf = (words: string): Range => {
    const { node, at } = nodeWith(editor.host, words)
    const range = document.createRange()
    range.setStart(node, at)
    range.setEnd(node, at + words.length)
    return range
  }
  return {
    editor,
    doc,
    select: (words) => {
      editor.focus()
      const selection = getSelection()
      selection?.removeAllRanges()
      selection?.addRange(rangeOf(words))
    },
    drawn: (name) => {
      const highlight = CSS.highlights.get(name)
      return highlight === undefined
        ? null
        : [...highlight].map((range) => (range instanceof Range ? range.toString() : ''))
    },
    width: (word) => rangeOf(word).getBoundingClientRect().width,
  }
}
