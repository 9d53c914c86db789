import { useId } from 'react'
import type { SectionLock } from '#core/locks/section-lock.ts'
import type { LockedPlace } from '../../extensions/locks/lock-access.ts'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import { isMac } from '../document/platform.ts'
import { useMessages } from '../locale-provider.tsx'
import { LockCard } from './lock-card.tsx'
import css from './locks.module.css'

export interface LockListProps {
  /** All that hold. */
  readonly locks: readonly SectionLock[]
  /** Those whose text stands, in its order. */
  readonly places: readonly LockedPlace[]
  readonly nameOf: (member: string) => string
  readonly goTo: (lock: string) => void
  /** Null for who may not. */
  readonly unlock: ((lock: SectionLock) => void) | null
}

/** All locks of a text for everybody, in text order; those whose text is gone come last [UI656]. */
export function LockList({ locks, places, nameOf, goTo, unlock }: LockListProps) {
  const { t } = useMessages()
  const title = useId()
  const known = new Map(places.map((place, at) => [place.lock.id, { place, at }]))
  const at = ({ id }: SectionLock): number => known.get(id)?.at ?? places.length
  return (
    <section className={css['list']} aria-labelledby={title} data-testid="lock-list">
      <h3 id={title} className={css['title']}>
        {t('locks.list')}
        <span className={css['count']}>{t('locks.list.count', { count: locks.length })}</span>
      </h3>
      {locks.length === 0 && <p className={css['by']}>{t('locks.list.none')}</p>}
      {locks.length === 0 && unlock !== null && (
        <p className={css['by']}>
          {t('locks.list.how', { shortcut: shortcutTextOf('lock', isMac()) ?? '' })}
        </p>
      )}
      <ul>
        {locks
          .toSorted((one, two) => at(one) - at(two))
          .map((lock) => (
            <li key={lock.id}>
              <LockCard
                lock={lock}
                run={known.get(lock.id)?.place ?? null}
                nameOf={nameOf}
                goTo={goTo}
                unlock={unlock}
                still={null}
              />
            </li>
          ))}
      </ul>
    </section>
  )
}
