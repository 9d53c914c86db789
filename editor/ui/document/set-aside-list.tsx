import { useState } from 'react'
import type { SetAside } from '../../sync/offline-store.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './set-aside-list.module.css'

export interface SetAsideListProps {
  readonly entries: readonly SetAside[]
  readonly letGo: (id: string) => void
}

function Entry({ entry, letGo }: { readonly entry: SetAside; readonly letGo: (id: string) => void }) {
  const { t, dateTime } = useMessages()
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(entry.text)
      setCopied(true)
    } catch {
      // Without https there is no clipboard for pages: the words stand there to be selected.
      setCopied(false)
    }
  }
  return (
    <li className={css['entry']}>
      <p className={css['why']}>
        {t(`document.setAside.${entry.reason}`)} <time>{dateTime(entry.at)}</time>
      </p>
      {entry.text === '' ? (
        <p className={css['none']}>{t('document.setAside.noWords')}</p>
      ) : (
        <blockquote className={css['words']}>{entry.text}</blockquote>
      )}
      <p className={css['acts']}>
        {entry.text !== '' && (
          <Button onClick={() => void copy()}>
            {t(copied ? 'document.setAside.copied' : 'document.setAside.copy')}
          </Button>
        )}
        <Button
          kind="plain"
          onClick={() => {
            letGo(entry.id)
          }}
        >
          {t('document.setAside.letGo')}
        </Button>
      </p>
    </li>
  )
}

/** Words that could not go into the text: shown until the person lets them go, never thrown away for them [UI81]. */
export function SetAsideList({ entries, letGo }: SetAsideListProps) {
  const { t } = useMessages()
  if (entries.length === 0) return null
  return (
    <section className={css['list']} aria-label={t('document.setAside.title')}>
      <h2 className={css['title']}>{t('document.setAside.title')}</h2>
      <ul>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} letGo={letGo} />
        ))}
      </ul>
    </section>
  )
}
