import type { Editor } from '@tiptap/core'

/**
 * Tells whenever lines of the text may stand elsewhere in the window: after an edit, while scrolling, when the window or
 * the text takes another size (blocks out of sight get their true height only when they come near), when a font has
 * come. `settled` calls come when layout is done and nothing is painted yet: what is read then costs nothing.
 */
export const watchTextLayout = (
  editor: Editor,
  host: HTMLElement,
  listener: (when: 'later' | 'settled') => void,
): (() => void) => {
  const later = (): void => {
    listener('later')
  }
  const changed = ({ transaction }: { readonly transaction: { readonly docChanged: boolean } }): void => {
    if (transaction.docChanged) later()
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
    sizes.disconnect()
    editor.off('transaction', changed)
    window.removeEventListener('scroll', later)
    window.removeEventListener('resize', later)
    document.fonts.removeEventListener('loadingdone', later)
  }
}
