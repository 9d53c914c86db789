import { Editor } from '@tiptap/core'
import { TextSelection, type Command } from '@tiptap/pm/state'
import { DEFAULT_BLOCK_ATTRS, type BlockAttrs } from '#core/schema/block.ts'
import { NO_FORMATS, decodeDocument, encodeDocument, type BlockContent } from '#core/schema/content.ts'
import { CORE_EXTENSIONS } from '../../../editor/extensions/core-extensions.ts'
import { documentExtensions, type DocumentOptions } from '../../../editor/extensions/document-extensions.ts'

export type Sketch = readonly [text: string, attrs?: Partial<BlockAttrs>]

const blockOf = ([text, attrs]: Sketch, index: number): BlockContent => ({
  attrs: { ...DEFAULT_BLOCK_ATTRS, bid: `b${index}`, ...attrs },
  formats: NO_FORMATS,
  runs: text === '' ? [] : [{ text, formats: NO_FORMATS }],
})

/** A real editor without collaboration, holding these blocks; they are named b0, b1, … */
export const editorWith = (blocks: readonly Sketch[], options: Partial<DocumentOptions> = {}): Editor => {
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    injectCSS: false,
    enableCoreExtensions: CORE_EXTENSIONS,
    extensions: documentExtensions({
      itemLabel: (list, number) => `${list} ${number ?? '-'}`,
      clipboard: {},
      foreign: {},
      mac: false,
      ...options,
    }),
  })
  const doc = decodeDocument(editor.schema, blocks.map(blockOf))
  editor.view.dispatch(editor.state.tr.replaceWith(0, editor.state.doc.content.size, doc.content))
  return editor
}

/** Puts the caret at `offset` of block `index`, or selects up to `toOffset` of block `toIndex`. */
export const select = (
  editor: Editor,
  index: number,
  offset: number,
  toIndex = index,
  toOffset = offset,
): void => {
  const at = (block: number, inside: number): number => {
    let before = 0
    for (let i = 0; i < block; i++) before += editor.state.doc.child(i).nodeSize
    return before + 1 + inside
  }
  const { doc } = editor.state
  editor.view.dispatch(
    editor.state.tr.setSelection(TextSelection.create(doc, at(index, offset), at(toIndex, toOffset))),
  )
}

export const run = (editor: Editor, command: Command): boolean =>
  command(editor.state, editor.view.dispatch, editor.view)

/** Presses a key as the browser would report it; true when the editor took it. */
export const press = (editor: Editor, key: string, init: KeyboardEventInit = {}): boolean => {
  const event = new KeyboardEvent('keydown', { key, code: key, bubbles: true, cancelable: true, ...init })
  return editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, event)) === true
}

/** Types one character after the other, through the input rules. */
export const type = (editor: Editor, text: string): void => {
  for (const character of text) {
    const { from, to } = editor.state.selection
    const plain = () => editor.state.tr.insertText(character, from, to)
    const taken = editor.view.someProp('handleTextInput', (handle) =>
      handle(editor.view, from, to, character, plain),
    )
    if (taken !== true) editor.view.dispatch(plain())
  }
}

const differing = (attrs: BlockAttrs): string => {
  const parts = Object.entries(attrs).filter(
    ([name, value]) => name !== 'bid' && value !== DEFAULT_BLOCK_ATTRS[name as keyof BlockAttrs], // decode boundary
  )
  return parts
    .map(([name, value]) => (name === 'kind' ? String(value) : `${name}=${String(value)}`))
    .join(' ')
}

/** The document as one line for each block: `bid|attributes that differ|text with *styles*`. */
export const lines = (editor: Editor): string[] =>
  encodeDocument(editor.state.doc).map(
    ({ attrs, runs }) =>
      `${attrs.bid ?? '+'}|${differing(attrs)}|${runs
        .map(({ text, formats }) =>
          formats.size === 0 ? text : `[${[...formats.keys()].join(',')}:${text}]`,
        )
        .join('')}`,
  )
