import type { EditorState } from '@tiptap/pm/state'
import type { StyleKey } from '#core/schema/formats.ts'
import { canIndent, canOutdent } from './blocks/block-commands.ts'
import { blockAtCaret } from './blocks/current-blocks.ts'
import { currentHref } from './blocks/styles.ts'
import { stylesBetween } from './suggesting/shown-styles.ts'
import { directionOf } from './text-language.ts'

/** What the toolbar shows of the selection: primitives only, so that it is drawn again only when one changes. */
export interface ToolbarState {
  readonly style: BlockStyle
  readonly align: 'start' | 'center' | 'end' | 'justify'
  /** Does the block go from left to right? */
  readonly ltr: boolean
  /** Does it go another way than the document? */
  readonly turned: boolean
  readonly bold: boolean
  readonly italic: boolean
  readonly underline: boolean
  readonly linked: boolean
  readonly canIndent: boolean
  readonly canOutdent: boolean
}

export type BlockStyle = 'paragraph' | 'heading1' | 'heading2' | 'heading3' | 'ordered' | 'bullet' | 'quote'

const styleOf = (state: EditorState): BlockStyle => {
  const attrs = blockAtCaret(state)?.attrs
  switch (attrs?.kind) {
    case 'heading':
      return attrs.level === 3 ? 'heading3' : attrs.level === 2 ? 'heading2' : 'heading1'
    case 'item':
      return attrs.list === 'ordered' ? 'ordered' : 'bullet'
    case 'quote':
      return 'quote'
    case 'paragraph':
    case undefined:
      return 'paragraph'
  }
}

/** Is the mark on what is selected, or on what would be typed at the caret? */
const hasMark = (state: EditorState, name: Exclude<StyleKey, 'link'>): boolean => {
  const type = state.schema.marks[name]
  if (type === undefined) return false
  const { from, to, empty, $from } = state.selection
  return empty
    ? type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
    : [...stylesBetween(state, name, from, to)].includes(true)
}

export const toolbarState = (state: EditorState): ToolbarState => {
  const attrs = blockAtCaret(state)?.attrs
  const document = directionOf(state)
  const direction = attrs?.dir ?? document
  return {
    style: styleOf(state),
    align: attrs?.align ?? 'start',
    ltr: direction === 'ltr',
    turned: direction !== document,
    bold: hasMark(state, 'bold'),
    italic: hasMark(state, 'italic'),
    underline: hasMark(state, 'underline'),
    linked: currentHref(state) !== null,
    canIndent: canIndent(state),
    canOutdent: canOutdent(state),
  }
}
