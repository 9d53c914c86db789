import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ApiGroup } from '#core/protocol/api.ts'
import { Name } from '../name.tsx'
import { Link } from '../routing/navigation-provider.tsx'
import css from './trail.module.css'

/** The way here, beside the name of the product; drawn for a page that reads from right to left. */
export function Trail({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <ChevronLeft size={16} aria-hidden className={css['arrow']} />
      {children}
    </>
  )
}

/** The way to a page about a group. */
export function GroupTrail({ group }: { readonly group: ApiGroup }) {
  return (
    <Trail>
      <Link to={{ name: 'home', group: group.id }}>
        <Name>{group.name}</Name>
      </Link>
    </Trail>
  )
}
