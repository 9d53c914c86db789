import { useEffect, useRef } from 'react'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'

/** How far below the visible cards the next ones are drawn, before anybody gets there. */
const AHEAD = '600px'

/** Stands behind the cards that are drawn: asks for more when it comes near, or is pressed. */
export function MoreCards({ more }: { readonly more: () => void }) {
  const { t } = useMessages()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) more()
      },
      { root: element.closest('[data-scrolls]'), rootMargin: AHEAD },
    )
    watch.observe(element)
    return () => {
      watch.disconnect()
    }
  }, [more])
  return (
    <div ref={place}>
      <Button kind="plain" onClick={more}>
        {t('suggestions.more')}
      </Button>
    </div>
  )
}
