import { toggleMark } from '@tiptap/pm/commands'
import type { Mark, MarkType } from '@tiptap/pm/model'
import { TextSelection, type Command, type EditorState } from '@tiptap/pm/state'
import { isSafeHref } from '#core/schema/link.ts'
import type { StyleKey } from '#core/schema/formats.ts'

/** Bold, italic or underline on the selection, or on what is typed next when nothing is selected. */
export const toggleStyle =
  (name: Exclude<StyleKey, 'link'>): Command =>
  (state, dispatch, view) => {
    const type = state.schema.marks[name]
    return type !== undefined && toggleMark(type)(state, dispatch, view)
  }

const linkAt = (state: EditorState, type: MarkType, pos: number): Mark | null => {
  const $pos = state.doc.resolve(pos)
  const around = [$pos.nodeAfter, $pos.nodeBefore]
  for (const node of around) {
    const link = node === null ? undefined : type.isInSet(node.marks)
    if (link !== undefined) return link
  }
  return null
}

/** The address of the link at the start of the selection; null when there is none. */
export const currentHref = (state: EditorState): string | null => {
  const type = state.schema.marks['link']
  if (type === undefined) return null
  const href: unknown = linkAt(state, type, state.selection.from)?.attrs['href']
  return typeof href === 'string' ? href : null
}

/** From where to where the link at the caret reaches within its block. */
const linkRange = (state: EditorState, type: MarkType): { from: number; to: number } | null => {
  const { $from } = state.selection
  const link = linkAt(state, type, $from.pos)
  if (link === null || $from.depth !== 1) return null
  let [from, to] = [-1, -1]
  $from.parent.forEach((node, offset) => {
    const [start, end] = [$from.start() + offset, $from.start() + offset + node.nodeSize]
    if (!link.isInSet(node.marks)) return
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
    const range = empty ? linkRange(state, type) : { from, to }
    const tr = state.tr
    if (range === null)
      tr.replaceSelectionWith(
        state.schema.text(
          href.replace(/^mailto:/i, ''),
          type.create({ href }).addToSet(state.selection.$from.marks()),
        ),
        false,
      ).removeStoredMark(type)
    else tr.addMark(range.from, range.to, type.create({ href }))
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** Takes the link off the selection, or the whole link at the caret. */
export const unsetLink: Command = (state, dispatch) => {
  const type = state.schema.marks['link']
  if (type === undefined) return false
  const { from, to, empty } = state.selection
  const range = empty ? linkRange(state, type) : { from, to }
  if (range === null || !state.doc.rangeHasMark(range.from, range.to, type)) return false
  dispatch?.(state.tr.removeMark(range.from, range.to, type))
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
