import type { LucideIcon } from 'lucide-react'
import {
  AlignCenter,
  AlignJustify,
  AlignLeft,
  AlignRight,
  Bold,
  Heading1,
  Heading2,
  Heading3,
  List,
  ListOrdered,
  Pilcrow,
  TextQuote,
  Underline,
} from 'lucide-react'
import type { BlockStyle, ToolbarState } from '../../extensions/toolbar-state.ts'

/** Kinds of block in the order of the menu. */
export const BLOCK_STYLES = [
  { style: 'paragraph', Icon: Pilcrow },
  { style: 'heading1', Icon: Heading1 },
  { style: 'heading2', Icon: Heading2 },
  { style: 'heading3', Icon: Heading3 },
] as const satisfies readonly { readonly style: BlockStyle; readonly Icon: LucideIcon }[]

export const MARKS = [
  { id: 'bold', Icon: Bold },
  { id: 'underline', Icon: Underline },
] as const satisfies readonly { readonly id: keyof ToolbarState; readonly Icon: LucideIcon }[]

export const LISTS = [
  { id: 'ordered', Icon: ListOrdered },
  { id: 'bullet', Icon: List },
  { id: 'quote', Icon: TextQuote },
] as const satisfies readonly { readonly id: BlockStyle; readonly Icon: LucideIcon }[]

/** `start` and `end` are drawn for the direction of the block they are about. */
export const ALIGNMENTS = [
  { id: 'alignStart', align: 'start' },
  { id: 'alignCenter', align: 'center' },
  { id: 'alignEnd', align: 'end' },
  { id: 'alignJustify', align: 'justify' },
] as const satisfies readonly { readonly id: string; readonly align: ToolbarState['align'] }[]

/** The icon of an alignment as it will look in this block. */
const ICONS = {
  rtl: { start: AlignRight, center: AlignCenter, end: AlignLeft, justify: AlignJustify },
  ltr: { start: AlignLeft, center: AlignCenter, end: AlignRight, justify: AlignJustify },
} as const

export const alignIcons = (ltr: boolean): Readonly<Record<ToolbarState['align'], LucideIcon>> =>
  ltr ? ICONS.ltr : ICONS.rtl
