import { useEffect, type ReactNode } from 'react'
import { useMessages } from '../locale-provider.tsx'
import { AwayLine } from './away-line.tsx'
import { TopBar } from './top-bar.tsx'
import css from './page.module.css'

/** Names the browser tab: the place first, the product after it. */
export const usePageTitle = (title: string): void => {
  const { t } = useMessages()
  const product = t('app.name')
  useEffect(() => {
    document.title = title === product ? product : `${title} · ${product}`
  }, [title, product])
}

export interface PageProps {
  /** What stands in the bar beside the name of the product: the way here. */
  readonly trail?: ReactNode
  readonly children: ReactNode
}

/** The frame of every page but the document's: skip link, bar, one column. */
export function Page({ trail, children }: PageProps) {
  const { t } = useMessages()
  return (
    <>
      <a className="skip-link" href="#main">
        {t('app.skip-to-content')}
      </a>
      <TopBar trail={trail} />
      <AwayLine />
      <main id="main" className={css['main']} tabIndex={-1}>
        {children}
      </main>
    </>
  )
}
