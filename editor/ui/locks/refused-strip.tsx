import { useEffect, useState } from 'react'
import type { SectionLock } from '#core/locks/section-lock.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { ByWhom } from '../stages/by-whom.tsx'
import { KindIcon } from './kind-icon.tsx'
import { wordsOf, type Answer } from './refusals.ts'
import { Strip } from './strip.tsx'
import css from './locks.module.css'

export interface RefusedStripProps {
  readonly answer: Answer
  readonly lock: SectionLock
  readonly nameOf: (member: string) => string
  /** Begins a comment with these words on what is selected; null for who may not comment. */
  readonly comment: ((words: string) => void) | null
  /** Null for who may not. */
  readonly unlock: ((lock: SectionLock) => void) | null
  readonly close: () => void
}

/** Milliseconds after which an answer goes by itself: never one that holds words. */
const STAYS = 9_000

/** Why a key did nothing under a lock, who locked it and why, and what was typed meanwhile, to keep [UI651]. */
export function RefusedStrip({ answer, lock, nameOf, comment, unlock, close }: RefusedStripProps) {
  const { t } = useMessages()
  const [copied, setCopied] = useState(0)
  const words = wordsOf(answer).trim()
  const { count, how } = answer
  useEffect(() => {
    if (words !== '') return undefined
    const timer = setTimeout(close, STAYS)
    return () => {
      clearTimeout(timer)
    }
  }, [close, count, words])
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(words)
      setCopied(count)
    } catch {
      // Without https there is no clipboard for pages: the words stand there to be selected.
      setCopied(0)
    }
  }
  const sentence = t(`locks.refused.${how}`, { kind: t(`locks.kind.${lock.kind}`) })
  const still = t(comment === null ? 'locks.still.copy' : 'locks.still.comment')
  return (
    <Strip
      icon={<KindIcon kind={lock.kind} />}
      spoken={`${sentence} ${still}`}
      count={count}
      close={close}
      testId="lock-refused"
    >
      <p className={css['sentence']}>
        <strong>{sentence}</strong> {still}
      </p>
      <p className={css['by']}>
        <ByWhom sentence="locks.by" name={nameOf(lock.by)} at={lock.at} reason={lock.reason} />
      </p>
      {(words !== '' || unlock !== null) && (
        <div className={css['row']}>
          {words !== '' && (
            <p className={css['words']}>
              {t('locks.words')} <q dir="auto">{words}</q>
            </p>
          )}
          {words !== '' && (
            <Button onClick={() => void copy()}>{t(copied === count ? 'locks.copied' : 'locks.copy')}</Button>
          )}
          {words !== '' && comment !== null && (
            <Button
              onClick={() => {
                comment(words)
                close()
              }}
            >
              {t('locks.comment')}
            </Button>
          )}
          {unlock !== null && (
            <Button
              kind="plain"
              onClick={() => {
                unlock(lock)
              }}
            >
              {t('locks.unlock')}…
            </Button>
          )}
        </div>
      )}
    </Strip>
  )
}
