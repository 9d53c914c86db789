import { toggleMark } from '@tiptap/pm/commands'
import type { Mark, Node } from '@tiptap/pm/model'
import { TextSelection, type Command, type EditorState, type Transaction } from '@tiptap/pm/state'
import { AddMarkStep, RemoveMarkStep } from '@tiptap/pm/transform'
import { isSafeHref } from '#core/schema/link.ts'
import type { StyleKey } from '#core/schema/formats.ts'
import { styleOf, stylesBetween } from '../suggesting/shown-styles.ts'
import { isSuggesting } from '../suggesting/suggest-mode.ts'

/**
 * Puts a mark on a stretch, or takes its kind off. In suggest mode the step is made even where it changes nothing of
 * the text as it is: what is proposed there may say otherwise.
 */
const setMark = (
  state: EditorState,
  tr: Transaction,
  mark: Mark,
  { from, to, on }: { readonly from: number; readonly to: number; readonly on: boolean },
): Transaction => {
  if (isSuggesting(state)) return tr.step(new (on ? AddMarkStep : RemoveMarkStep)(from, to, mark))
  return on ? tr.addMark(from, to, mark) : tr.removeMark(from, to, mark.type)
}

/** Bold, italic or underline on the selection, or on what is typed next when nothing is selected. */
export const toggleStyle =
  (name: Exclude<StyleKey, 'link'>): Command =>
  (state, dispatch, view) => {
    const type = state.schema.marks[name]
    if (type === undefined) return false
    const { from, to, empty } = state.selection
    if (empty || !isSuggesting(state)) return toggleMark(type)(state, dispatch, view)
    const on = ![...stylesBetween(state, name, from, to)].includes(true)
    dispatch?.(setMark(state, state.tr, type.create(), { from, to, on }).scrollIntoView())
    return true
  }

const hrefOf = (state: EditorState, node: Node | null): string | null => {
  if (node === null || !node.isText) return null
  const value = styleOf(state, node, 'link')
  const href: unknown = typeof value === 'object' && value !== null && 'href' in value ? value.href : null
  return typeof href === 'string' ? href : null
}

/** The address of the link at the start of the selection; null when there is none. */
export const currentHref = (state: EditorState): string | null => {
  const { nodeAfter, nodeBefore } = state.selection.$from
  return hrefOf(state, nodeAfter) ?? hrefOf(state, nodeBefore)
}

/** From where to where the link at the caret reaches within its block. */
const linkRange = (state: EditorState): { from: number; to: number } | null => {
  const { $from } = state.selection
  const href = currentHref(state)
  if (href === null || $from.depth !== 1) return null
  let [from, to] = [-1, -1]
  $from.parent.forEach((node, offset) => {
    const [start, end] = [$from.start() + offset, $from.start() + offset + node.nodeSize]
    if (hrefOf(state, node) !== href) return
    if (to === start) to = end
    else if (end >= $from.pos && from === -1) [from, to] = [start, end]
  })
  return from === -1 ? null : { from, to }
}

/**
 * Makes the selection a link. With nothing selected it changes the link at the caret, or else writes the address as
 * linked text. Not applicable to an address that is not http, https or mailto ([UI63]).
 */
export const setLink =
  (href: string): Command =>
  (state, dispatch) => {
    const type = state.schema.marks['link']
    if (type === undefined || !isSafeHref(href) || !(state.selection instanceof TextSelection)) return false
    const { from, to, empty } = state.selection
    const range = empty ? linkRange(state) : { from, to }
    const tr = state.tr
    if (range === null)
      tr.replaceSelectionWith(
        state.schema.text(
          href.replace(/^mailto:/i, ''),
          type.create({ href }).addToSet(state.selection.$from.marks()),
        ),
        false,
      ).removeStoredMark(type)
    else setMark(state, tr, type.create({ href }), { ...range, on: true })
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** Takes the link off the selection, or the whole link at the caret. */
export const unsetLink: Command = (state, dispatch) => {
  const type = state.schema.marks['link']
  if (type === undefined) return false
  const { from, to, empty } = state.selection
  const range = empty ? linkRange(state) : { from, to }
  if (range === null) return false
  const isLinked = [...stylesBetween(state, 'link', range.from, range.to)].some((href) => href !== null)
  if (!isLinked) return false
  dispatch?.(setMark(state, state.tr, type.create({ href: '' }), { ...range, on: false }))
  return true
}

/**
 * An address as a person types it: `example.org` and `a@b.org` get the scheme they lack. Null when it cannot be made
 * a safe one.
 */
export const completeHref = (typed: string): string | null => {
  const text = typed.trim()
  const candidates = [text, /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(text) ? `mailto:${text}` : `https://${text}`]
  if (/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[^:/]+:\d+(\/|$)/.test(text)) candidates.pop()
  return candidates.find((href) => isSafeHref(href)) ?? null
}
