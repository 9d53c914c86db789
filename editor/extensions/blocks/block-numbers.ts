import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { numberBlocks, shownNumber } from '#core/schema/numbering.ts'
import { shownAttrsOf } from '../suggesting/shown-attrs.ts'

/** The spoken name of an item's list: the interface gives it in the reader's language. */
export type ItemLabel = (list: 'ordered' | 'bullet', number: number | null) => string

interface NumbersState {
  readonly drawn: DecorationSet
  /** The number drawn on each block, by index; null on everything that is no ordered item. */
  readonly numbers: readonly (number | null)[]
}

const key = new PluginKey<NumbersState>('blockNumbers')

const attrsOfBlocks = function* (doc: Node) {
  for (let index = 0; index < doc.childCount; index++) yield shownAttrsOf(doc.child(index))
}

const NUMBERED = ['kind', 'list', 'numbering', 'indent'] as const

/**
 * Blocks are the same objects while nobody changes them, so two documents are compared by identity, and only blocks
 * that differ by what they are numbered by.
 */
const numberedAlike = (a: Node, b: Node): boolean => {
  if (a.childCount !== b.childCount) return false
  for (let index = 0; index < a.childCount; index++) {
    const [one, two] = [a.child(index), b.child(index)]
    if (one === two) continue
    const [before, after] = [shownAttrsOf(one), shownAttrsOf(two)]
    if (NUMBERED.some((name) => before[name] !== after[name])) return false
  }
  return true
}

const draw = (doc: Node, label: ItemLabel, old: NumbersState | null): NumbersState => {
  const numbers = numberBlocks(attrsOfBlocks(doc))
  const drawn: Decoration[] = []
  doc.forEach((node, before, index) => {
    const { kind, list } = shownAttrsOf(node)
    if (kind !== 'item') return
    const number = numbers[index] ?? null
    const name = label(list === 'ordered' ? 'ordered' : 'bullet', number)
    drawn.push(
      Decoration.node(before, before + node.nodeSize, {
        'aria-label': name,
        // In both kinds of digits: which of them shows is the document's, and the page's style chooses [UI920].
        ...(number === null
          ? {}
          : { 'data-number': String(number), 'data-indic': shownNumber(number, 'arab') }),
      }),
    )
  })
  return drawn.length === 0 && old?.numbers.every((number) => number === null)
    ? { drawn: DecorationSet.empty, numbers }
    : { drawn: DecorationSet.create(doc, drawn), numbers }
}

/**
 * Numbers and labels of items, drawn as decorations: CSS counters break under `content-visibility`, and a number in
 * the text would be text. While nobody changes structure (nearly every key) the old decorations are only moved along;
 * ProseMirror redraws an element only where its number really differs ([UI60]).
 */
export const BlockNumbers = Extension.create<{ label: ItemLabel }>({
  name: 'blockNumbers',
  addOptions: () => ({ label: (_, number) => (number === null ? '' : String(number)) }),
  addProseMirrorPlugins() {
    const { label } = this.options
    return [
      new Plugin<NumbersState>({
        key,
        state: {
          init: (_, { doc }) => draw(doc, label, null),
          apply: (tr: Transaction, old) => {
            if (!tr.docChanged) return old
            if (!numberedAlike(tr.before, tr.doc)) return draw(tr.doc, label, old)
            if (old.drawn === DecorationSet.empty) return old
            const drawn = old.drawn.map(tr.mapping, tr.doc)
            // An item that is moved, or written anew as a whole, leaves behind what was drawn on it.
            return drawn.find().length === old.drawn.find().length
              ? { numbers: old.numbers, drawn }
              : draw(tr.doc, label, old)
          },
        },
        props: { decorations: (state) => key.getState(state)?.drawn ?? null },
      }),
    ]
  },
})

/** The number drawn on the block at `index`; null when it bears none or the plugin is absent. */
export const numberOfBlock = (state: EditorState, index: number): number | null =>
  key.getState(state)?.numbers[index] ?? null
