import type { ToolbarState } from '../../extensions/toolbar-state.ts'
import { alignIcons } from './toolbar-commands.ts'

export interface AlignIconProps {
  readonly align: ToolbarState['align']
  /** Of a block that reads from left to right. */
  readonly ltr: boolean
}

export function AlignIcon({ align, ltr }: AlignIconProps) {
  const icons = alignIcons(ltr)
  const { [align]: Icon } = icons
  return <Icon size={18} aria-hidden />
}
