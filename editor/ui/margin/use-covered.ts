import { useLayoutEffect, type RefObject } from 'react'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { keyboardRoom } from '../../extensions/views/keyboard-room.ts'
import type { SheetHeight } from './bottom-sheet.tsx'

/** Bars above the text, and the tools below it on a small screen; as in document-page.module.css. */
const BARS = 112
const BAR = 64
const TOOLS = 56
/** The active card, as high as most are. */
const CARD = 136

/** How much of the window, above a keyboard of the screen, lies under the foot of the text (the offline line, the news); 0 for nothing. */
const coveredByFoot = (foot: Element | null): number => {
  const box = foot?.getBoundingClientRect()
  return box === undefined || box.height === 0 ? 0 : window.innerHeight - keyboardRoom(window) - box.top
}

/**
 * Tells the text how much of the window lies under bars and the sheet, so that whatever is gone to stands free of them
 * [UI503]. `sheet`: null beside the text; else how high it is, or that it is closed.
 */
export const useCovered = (
  document: DocumentEditor,
  place: RefObject<HTMLElement | null>,
  sheet: SheetHeight | 'closed' | null,
  /** Key of what is looked at. */
  active: string | null,
): void => {
  useLayoutEffect(() => {
    const foot = window.document.querySelector('[data-testid="foot"]')
    const tell = (): void => {
      const under = coveredByFoot(foot)
      const top = place.current?.getBoundingClientRect().top
      if (sheet === null) document.setCovered({ before: BARS, after: under, card: CARD })
      else if (sheet === 'closed' || top === undefined)
        document.setCovered({ before: BAR, after: Math.max(TOOLS, under), card: 0 })
      else
        document.setCovered({ before: BAR, after: window.innerHeight - keyboardRoom(window) - top, card: 0 })
    }
    tell()
    window.addEventListener('resize', tell)
    window.visualViewport?.addEventListener('resize', tell)
    const watch = new ResizeObserver(tell)
    if (foot !== null) watch.observe(foot)
    return () => {
      watch.disconnect()
      window.removeEventListener('resize', tell)
      window.visualViewport?.removeEventListener('resize', tell)
    }
  }, [document, place, sheet])

  // The sheet that opens, grows, shows another one or makes room for the keyboard must not hide what it speaks of.
  useLayoutEffect(() => {
    if (sheet === null || sheet === 'closed' || active === null) return undefined
    const id = active.slice(active.indexOf(':') + 1)
    const show = (): void => {
      if (active.startsWith('suggestion:')) document.showCard(id)
      else document.comments.show(id)
    }
    show()
    window.visualViewport?.addEventListener('resize', show)
    return () => {
      window.visualViewport?.removeEventListener('resize', show)
    }
  }, [active, document, sheet])
}
