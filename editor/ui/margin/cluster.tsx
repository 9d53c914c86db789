import { ChevronDown, ChevronUp } from 'lucide-react'
import { useCallback, useState, type ReactNode } from 'react'
import { useMessages } from '../locale-provider.tsx'
import { MoreCards } from '../suggestions/more-cards.tsx'
import css from './margin.module.css'

export interface ClusterProps {
  /** What it stands for, in text order. */
  readonly keys: readonly string[]
  readonly open: boolean
  /** A sign in the rail bears its number only. */
  readonly small: boolean
  /** «٤ اقتراحات» */
  readonly label: string
  readonly toggle: (keys: readonly string[]) => void
  readonly cardOf: (key: string) => ReactNode
}

const PAGE = 20

/** «٤ اقتراحات»: several cards in the place of one; opened, they stand in a box that never outgrows the window [UI501]. */
export function Cluster({ keys, open, small, label, toggle, cardOf }: ClusterProps) {
  const { number } = useMessages()
  const [pages, setPages] = useState(1)
  const isNumber = small && !open
  const Chevron = open ? ChevronUp : ChevronDown
  const more = useCallback(() => {
    setPages((count) => count + 1)
  }, [])
  return (
    <div className={css['cluster']} data-open={open} data-small={isNumber}>
      <button
        type="button"
        className={css['sign']}
        aria-expanded={open}
        aria-label={label}
        title={isNumber ? label : undefined}
        data-testid="cluster"
        onClick={() => {
          toggle(keys)
        }}
      >
        {isNumber ? number(keys.length) : label}
        {!isNumber && <Chevron size={16} aria-hidden />}
      </button>
      {open && (
        <ul className={css['box']} data-cluster data-scrolls>
          {keys.slice(0, pages * PAGE).map((key) => (
            <li key={key}>{cardOf(key)}</li>
          ))}
          {keys.length > pages * PAGE && (
            <li>
              <MoreCards key={pages} more={more} />
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
