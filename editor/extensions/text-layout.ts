import type { Editor } from '@tiptap/core'

/**
 * Tells whenever lines of the text may stand elsewhere in the window: after an edit, while scrolling, when the window or
 * the text takes another size (blocks out of sight get their true height only when they come near), when a font has
 * come. `settled` calls come when layout is done: what is read then costs nothing. When the text has another height they come
 * before that is painted; a change that leaves its height is told after the paint, so that no letter waits for what
 * stands beside it.
 */
export const watchTextLayout = (
  editor: Editor,
  host: HTMLElement,
  listener: (when: 'later' | 'settled') => void,
): (() => void) => {
  const later = (): void => {
    listener('later')
  }
  let asked = 0
  const changed = ({ transaction }: { readonly transaction: { readonly docChanged: boolean } }): void => {
    if (!transaction.docChanged || asked !== 0) return
    asked = requestAnimationFrame(() => {
      painted.port2.postMessage(null)
    })
  }
  const painted = new MessageChannel()
  painted.port1.onmessage = () => {
    asked = 0
    listener('settled')
  }
  const sizes = new ResizeObserver(() => {
    listener('settled')
  })
  sizes.observe(host)
  editor.on('transaction', changed)
  window.addEventListener('scroll', later, { passive: true })
  window.addEventListener('resize', later)
  document.fonts.addEventListener('loadingdone', later)
  return () => {
    cancelAnimationFrame(asked)
    painted.port1.close()
    sizes.disconnect()
    editor.off('transaction', changed)
    window.removeEventListener('scroll', later)
    window.removeEventListener('resize', later)
    document.fonts.removeEventListener('loadingdone', later)
  }
}
