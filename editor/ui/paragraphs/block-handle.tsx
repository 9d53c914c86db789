import { GripVertical } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { BlockUnder } from '../../extensions/paragraphs/block-mover.ts'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import { isMac } from '../document/platform.ts'
import { useMedia } from '../document/use-media.ts'
import { useTextView } from '../document/view-menu.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useBlockDrag } from './use-block-drag.ts'
import css from './paragraphs.module.css'

export interface BlockHandleProps {
  readonly document: DocumentEditor
}

/** The block that the handle stands beside, and where: pixels from the top of the text. */
interface Standing {
  readonly bid: string
  readonly top: number
}

/**
 * A handle in the margin of the paper, beside the paragraph that the mouse is at; where there is no mouse, beside the
 * one with the caret. What it takes is moved, or proposed to be moved, as by Alt+↑ and Alt+↓, which are the way of the
 * keyboard: nothing of this is told to assistive technology [UI823].
 */
export function BlockHandle({ document }: BlockHandleProps) {
  const { t } = useMessages()
  const view = useTextView(document)
  const hasMouse = useMedia('(hover: hover) and (pointer: fine)')
  const place = useRef<HTMLDivElement>(null)
  const [standing, setStanding] = useState<Standing | null>(null)
  const tapped = useCallback(
    (x: number, y: number): void => {
      document.mover.caretTo(x, y)
      document.focus()
    },
    [document],
  )
  const { drag, press } = useBlockDrag(document, tapped)
  const isDragging = drag !== null

  useEffect(() => {
    let asked = 0
    let y: number | null = null
    const look = (): void => {
      asked = 0
      const origin = place.current?.getBoundingClientRect().top
      if (origin === undefined) return
      const found: BlockUnder | null = hasMouse
        ? y === null
          ? null
          : document.mover.under(y)
        : document.hasFocus()
          ? document.mover.atCaret()
          : null
      const next = found === null ? null : { bid: found.bid, top: Math.round(found.top - origin) }
      setStanding((before) => (before?.bid === next?.bid && before?.top === next?.top ? before : next))
    }
    const later = (): void => {
      if (asked === 0) asked = requestAnimationFrame(look)
    }
    const moved = (event: PointerEvent): void => {
      if (event.pointerType !== 'mouse') return
      const sheet = place.current?.closest('[data-sheet]')?.getBoundingClientRect()
      const beside =
        sheet !== undefined && event.clientX > sheet.left - 64 && event.clientX < sheet.right + 64
      y = beside ? event.clientY : null
      later()
    }
    // Who writes is not at the mouse.
    const typed = (): void => {
      y = null
      later()
    }
    const stops = [
      document.onLayout((when) => {
        if (when === 'settled') look()
        else later()
      }),
      document.comments.onCaret(later),
      () => {
        cancelAnimationFrame(asked)
      },
    ]
    if (hasMouse) {
      window.addEventListener('pointermove', moved, { passive: true })
      window.addEventListener('keydown', typed, { passive: true })
    } else {
      document.host.addEventListener('focusin', later)
      document.host.addEventListener('focusout', later)
    }
    return () => {
      for (const stop of stops) stop()
      window.removeEventListener('pointermove', moved)
      window.removeEventListener('keydown', typed)
      document.host.removeEventListener('focusin', later)
      document.host.removeEventListener('focusout', later)
    }
  }, [document, hasMouse])

  const keys = [shortcutTextOf('moveUp', isMac()), shortcutTextOf('moveDown', isMac())].join(' · ')
  return (
    <div ref={place} className={css['handles']} hidden={view !== 'marked'} aria-hidden>
      {standing !== null && (
        <button
          type="button"
          tabIndex={-1}
          className={css['handle']}
          style={{ insetBlockStart: standing.top }}
          title={`${t('paragraphs.handle')} (${keys})`}
          data-testid="block-handle"
          data-dragging={isDragging}
          onPointerDown={(event) => {
            press(standing.bid, event)
          }}
        >
          <GripVertical size={16} aria-hidden />
        </button>
      )}
      {drag !== null && <Shadow document={document} drag={drag} />}
    </div>
  )
}

/** What is taken, tinted, and the line where it would stand: over the page, in pixels of the window. */
function Shadow({
  document,
  drag,
}: BlockHandleProps & { readonly drag: NonNullable<ReturnType<typeof useBlockDrag>['drag']> }) {
  const frame = document.mover.frame(drag.taken)
  const sheet = document.host.getBoundingClientRect()
  const sides = { left: sheet.left - 8, width: sheet.width + 16 }
  return (
    <>
      {frame !== null && (
        <div
          className={css['taken']}
          style={{ ...sides, top: frame.top, height: frame.bottom - frame.top }}
        />
      )}
      {drag.place !== null && !drag.place.same && (
        <div className={css['drop']} style={{ ...sides, top: drag.place.top }} data-testid="drop-line" />
      )}
    </>
  )
}
