import { LockOpen } from 'lucide-react'
import type { SectionLock } from '#core/locks/section-lock.ts'
import type { BlockRun } from '../../extensions/locks/lock-access.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { ByWhom } from '../stages/by-whom.tsx'
import { KindIcon } from './kind-icon.tsx'
import { blocksWords } from './lock-words.ts'
import css from './locks.module.css'

export interface LockCardProps {
  readonly lock: SectionLock
  /** Null where the text it held is gone. */
  readonly run: BlockRun | null
  readonly nameOf: (member: string) => string
  /** Null where one is there already. */
  readonly goTo: ((lock: string) => void) | null
  /** Null for who may not. */
  readonly unlock: ((lock: SectionLock) => void) | null
  /** What one may still do with it; null where that is said elsewhere. */
  readonly still: string | null
}

/** A lock in words: what it holds, as what, who set it, when and why. */
export function LockCard({ lock, run, nameOf, goTo, unlock, still }: LockCardProps) {
  const translator = useMessages()
  const { t } = translator
  const blocks = run === null ? '' : blocksWords(translator, run)
  return (
    <div className={css['card']} data-lock={lock.id} data-kind={lock.kind}>
      <p className={css['kind']}>
        <KindIcon kind={lock.kind} />
        {t(`locks.kind.${lock.kind}`)}
      </p>
      {run !== null && <p className={css['blocks']}>{blocks}</p>}
      <p className={css['by']}>
        <ByWhom sentence="locks.by" name={nameOf(lock.by)} at={lock.at} reason={lock.reason} />
      </p>
      {still !== null && <p className={css['by']}>{still}</p>}
      {(goTo !== null || unlock !== null) && (
        <p className={css['acts']}>
          {goTo !== null && run !== null && (
            <Button
              aria-label={t('locks.goToOne', { blocks })}
              onClick={() => {
                goTo(lock.id)
              }}
            >
              {t('locks.goTo')}
            </Button>
          )}
          {unlock !== null && (
            <Button
              kind="plain"
              icon={<LockOpen size={16} aria-hidden />}
              aria-label={t('locks.unlockOne', { blocks })}
              onClick={() => {
                unlock(lock)
              }}
            >
              {t('locks.unlock')}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}
