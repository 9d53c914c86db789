import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'

const key = new PluginKey<DecorationSet>('printedNumbers')

/** The words of a number before the block at `index`; null for one that has none. */
export type NumberWords = (index: number, block: Node) => string | null

const widget = (words: string) => (): HTMLElement => {
  const element = document.createElement('span')
  element.className = 'printedNumber'
  element.contentEditable = 'false'
  element.ariaHidden = 'true'
  element.textContent = words
  return element
}

/**
 * Reference numbers in the text itself, for as long as it is printed: what is measured on the screen stands elsewhere on
 * paper. Nothing of it while nobody prints.
 */
export const PrintedNumbers = Extension.create({
  name: 'printedNumbers',
  addProseMirrorPlugins: () => [
    new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (tr, old) => {
          const set: unknown = tr.getMeta(key)
          if (set instanceof DecorationSet) return set
          return old === DecorationSet.empty ? old : old.map(tr.mapping, tr.doc)
        },
      },
      props: {
        decorations: (state) => key.getState(state),
        // The text makes room for them by this: `:has()` in a rule of the text costs every key.
        attributes: (state): Record<string, string> =>
          key.getState(state) === DecorationSet.empty ? {} : { 'data-numbered': '' },
      },
    }),
  ],
})

/** Draws the numbers for paper; with `words` null takes them away. */
export const setPrintedNumbers = (view: EditorView, words: NumberWords | null): void => {
  const { doc, tr } = view.state
  const drawn: Decoration[] = []
  doc.forEach((block, before, index) => {
    const said = words?.(index, block) ?? null
    if (said !== null)
      drawn.push(Decoration.widget(before + 1, widget(said), { side: -1, ignoreSelection: true, key: said }))
  })
  const set = drawn.length === 0 ? DecorationSet.empty : DecorationSet.create(doc, drawn)
  view.dispatch(tr.setMeta(key, set).setMeta('addToHistory', false))
}
