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
  Pilcrow,
  TextQuote,
  Underline,
} from 'lucide-react'
import type { ComponentType } from 'react'
import type { BlockStyle, ToolbarState } from '../../extensions/toolbar-state.ts'
import { NumberedIcon } from './numbered-icon.tsx'

type Icon = ComponentType<{ readonly size: number; readonly className?: string }>

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
  { id: 'ordered', Icon: NumberedIcon },
  { id: 'bullet', Icon: List },
  { id: 'quote', Icon: TextQuote },
] as const satisfies readonly { readonly id: BlockStyle; readonly Icon: Icon }[]

/** What stands for the kind of the block at the caret where there is no room for its name. */
export const STYLE_ICONS: Readonly<Record<BlockStyle, Icon>> = {
  paragraph: Pilcrow,
  heading1: Heading1,
  heading2: Heading2,
  heading3: Heading3,
  ordered: NumberedIcon,
  bullet: List,
  quote: TextQuote,
}

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
