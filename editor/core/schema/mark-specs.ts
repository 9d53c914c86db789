import { STYLE_KEYS, SUGGESTION_KINDS } from './formats.ts'

/**
 * The marks, once for everybody: ProseMirror's schema in core and the Tiptap extensions are both built from this
 * table, and a test asserts that they come out equal ([SCH1]).
 *
 * `required` attributes have no default. `inclusive: false`: text typed at the end of the mark does not get it.
 * `excludes: ''`: several marks of the type live on one character (two suggestions on one word).
 */
export interface MarkTable {
  readonly attrs: Readonly<Record<string, { readonly required: true } | { readonly default: null }>>
  readonly inclusive: boolean
  /** As in ProseMirror: '' excludes nothing, the name itself excludes its own kind. */
  readonly excludes: string
}

/**
 * Canonical order, which is also the rank in ProseMirror and the nesting in the DOM, outermost first: a suggestion
 * wraps the link that wraps the emphasis.
 */
export const MARK_ORDER = [...SUGGESTION_KINDS, 'link', 'bold', 'italic', 'underline'] as const
export type MarkName = (typeof MARK_ORDER)[number]

const suggestion = (extra: MarkTable['attrs']): MarkTable => ({
  attrs: { id: { required: true }, by: { required: true }, at: { required: true }, ...extra },
  inclusive: false,
  excludes: '',
})

const style = (name: (typeof STYLE_KEYS)[number]): MarkTable => ({
  attrs: {},
  inclusive: true,
  excludes: name,
})

export const MARK_TABLE: { readonly [N in MarkName]: MarkTable } = {
  insertion: suggestion({}),
  deletion: suggestion({ whole: { default: null } }),
  formatChange: suggestion({ set: { default: null } }),
  link: { attrs: { href: { required: true } }, inclusive: false, excludes: 'link' },
  bold: style('bold'),
  italic: style('italic'),
  underline: style('underline'),
}

/** Marks allowed on a block itself: the suggestions, nothing else. */
export const BLOCK_MARKS = SUGGESTION_KINDS.join(' ')

export const isMarkName = (name: string): name is MarkName => MARK_ORDER.some((mark) => mark === name)
