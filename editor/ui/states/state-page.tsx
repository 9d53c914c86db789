import type { ReactNode } from 'react'
import { usePageTitle } from '../shell/page.tsx'
import css from './state-page.module.css'

export interface StatePageProps {
  readonly title: string
  readonly lead: ReactNode
  /** One action. */
  readonly children?: ReactNode
}

/** A page that can only say one thing, and offers one way on. */
export function StatePage({ title, lead, children }: StatePageProps) {
  usePageTitle(title)
  return (
    <section className={css['state']}>
      <h1 className={css['title']}>{title}</h1>
      <p className={css['lead']}>{lead}</p>
      {children !== undefined && <div className={css['action']}>{children}</div>}
    </section>
  )
}
