import { TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { keepLine, placeInSight } from './keep-line.ts'
import { rangeOfBlock } from './looked-at-block.ts'

/** Where a reader is, in words that outlive the editor: a text that starts over is shown in another one. */
export interface KeptPlace {
  readonly bid: string
  /** Letters from the start of the block. */
  readonly offset: number
  /** Top of the line, pixels from the window's top. */
  readonly top: number
  readonly hadFocus: boolean
}

/** Null where no block of the shared text is in sight. */
export const keptPlaceOf = (view: EditorView): KeptPlace | null => {
  if (!view.dom.isConnected) return null
  const place = placeInSight(view)
  if (place === null) return null
  const resolved = view.state.doc.resolve(place.position)
  const bid: unknown = resolved.depth === 0 ? null : resolved.node(1).attrs['bid']
  if (typeof bid !== 'string') return null
  return { bid, offset: place.position - resolved.start(1), top: place.top, hadFocus: view.hasFocus() }
}

/** Shows a place where it was, with the caret in it if it had been; a block that is gone is passed over [UI661]. */
export const returnToPlace = (view: EditorView, { bid, offset, top, hadFocus }: KeptPlace): void => {
  const range = rangeOfBlock(view.state.doc, bid)
  if (range === null) return
  const position = Math.min(range.from + offset, range.to)
  if (hadFocus) {
    view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(position))))
    view.focus()
  }
  keepLine(view, { position, top })
}
