import { useLayoutEffect, useRef } from 'react'
import { useNotices } from '../controls/notices.tsx'

/**
 * Says the title of a page that was gone to, as a browser does for a page that it loads: the page changes without one here
 * [UI862]. The title comes when the page's file has come, so it is waited for; the page opened first is the browser's to say.
 */
export const useArrival = (path: string): void => {
  const { tell } = useNotices()
  const said = useRef(path)
  // Before the effects of the page, of which one sets the title.
  useLayoutEffect(() => {
    if (said.current === path) return undefined
    said.current = path
    const { title } = document
    const observer = new MutationObserver(() => {
      // Files of the page are put into the head as well.
      if (document.title === title) return
      observer.disconnect()
      tell(document.title)
    })
    observer.observe(document.head, { childList: true, characterData: true, subtree: true })
    return () => {
      observer.disconnect()
    }
  }, [path, tell])
}
