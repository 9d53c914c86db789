import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from '../routing/navigation-provider.tsx'
import type { Route } from '../routing/route.ts'
import css from './back-link.module.css'

export interface BackLinkProps {
  readonly to: Route
  /** Where it leads, spoken. */
  readonly label: string
  /** Shown where there is room. */
  readonly children: ReactNode
}

/** The way back from a text, at the start of its bar; on a phone an arrow for a thumb. */
export function BackLink({ to, label, children }: BackLinkProps) {
  return (
    <Link to={to} className={css['back']} aria-label={label}>
      <ChevronLeft size={18} aria-hidden className="mirrored" />
      <bdi className={css['words']}>{children}</bdi>
    </Link>
  )
}
