import { Extension } from '@tiptap/core'
import { Plugin, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { BlockAttrs } from '#core/schema/block.ts'
import { blockAttrsOf } from '#core/schema/content.ts'

type Change = Partial<Omit<BlockAttrs, 'bid'>>

/** What was typed at the start of a paragraph, before a space, and what it makes of the block. */
const RULES: readonly { readonly typed: RegExp; readonly change: (typed: string) => Change }[] = [
  {
    typed: /^#{1,3}$/,
    change: ({ length }) => ({ kind: 'heading', level: length === 3 ? 3 : length === 2 ? 2 : 1 }),
  },
  { typed: /^>$/, change: () => ({ kind: 'quote' }) },
  { typed: /^[-*•–]$/, change: () => ({ kind: 'item', list: 'bullet' }) },
  // 1, ١ or ۱, with any sign that people put after it. Other numbers are not taken: «5.» opens no list.
  { typed: /^[1١۱][.)\-ـ–]$/, change: () => ({ kind: 'item', list: 'ordered' }) },
]

/** Milliseconds after which ProseMirror has read the outcome of a composition (it waits 20 itself). */
const COMPOSITION_SETTLED = 40

/** The change that `typed`, followed by a space, asks for; null for ordinary text. */
export const changeFor = (typed: string): Change | null =>
  RULES.find((rule) => rule.typed.test(typed))?.change(typed) ?? null

/**
 * Makes the change if the caret stands after such a prefix (`typed` without its space, which is `spaceLength` long
 * when already in the text). Only in paragraphs, so that a heading may begin with a dash.
 */
const apply = (view: EditorView, spaceLength: 0 | 1): boolean => {
  const { selection, tr } = view.state
  if (!(selection instanceof TextSelection) || !selection.empty) return false
  const { $from } = selection
  const attrs = blockAttrsOf($from.parent)
  const end = $from.parentOffset - spaceLength
  if (attrs.kind !== 'paragraph' || end < 1 || end > 3) return false
  const text = $from.parent.textContent
  if (spaceLength === 1 && text[end] !== ' ') return false
  const change = changeFor(text.slice(0, end))
  if (change === null) return false
  const before = $from.before(1)
  tr.delete(before + 1, $from.pos)
  for (const [name, value] of Object.entries(change)) tr.setNodeAttribute(before, name, value)
  // So that it is taken back by an undo of its own (binding/sequence-collaboration.ts).
  view.dispatch(tr.setMeta('inputRule', true))
  return true
}

/** «1. », «- », «> », «# » at the start of a paragraph make it an item, a quote, a heading ([UI64]). */
export const DocumentInputRules = Extension.create({
  name: 'documentInputRules',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleTextInput: (view, _from, _to, text) => text === ' ' && !view.composing && apply(view, 0),
        handleDOMEvents: {
          // An Android keyboard writes the space inside a composition: look once it is over and in the document.
          compositionend: (view) => {
            setTimeout(() => {
              if (!view.isDestroyed && !view.composing) apply(view, 1)
            }, COMPOSITION_SETTLED)
            return false
          },
        },
      },
    }),
  ],
})
