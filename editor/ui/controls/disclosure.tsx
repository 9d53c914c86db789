import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import css from './disclosure.module.css'

export interface DisclosureProps {
  readonly summary: ReactNode
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** What is read by who wants it: folded at first. */
export function Disclosure({ summary, className, children }: DisclosureProps) {
  return (
    <details className={[css['disclosure'], className].filter(Boolean).join(' ')}>
      <summary>
        <ChevronLeft size={16} aria-hidden className={css['arrow']} />
        {summary}
      </summary>
      {children}
    </details>
  )
}
