import { Lock } from 'lucide-react'
import { useContext, useEffect, useRef } from 'react'
import type { Finding } from '../../extensions/text-check/finding.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import { ShownAs, wayOfWords } from '../read/shown-as.ts'
import { wordOf } from './ignored.ts'
import { shownWords } from './shown-words.ts'
import css from './text-check.module.css'

export interface CheckItemProps {
  readonly finding: Finding
  readonly isCurrent: boolean
  readonly goTo: (key: string) => void
  readonly apply: (findings: readonly Finding[]) => void
  readonly ignore: (finding: Finding, what: 'one' | 'word') => void
}

/** One remark in its sentence; the current one with what can be done about it. */
export function CheckItem({ finding, isCurrent, goTo, apply, ignore }: CheckItemProps) {
  const { t } = useMessages()
  const { key, before, after, lead, tail, certainty, isLocked } = finding
  const word = wordOf(finding)
  const way = wayOfWords(lead + before + tail, useContext(ShownAs))
  const row = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isCurrent) row.current?.parentElement?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  return (
    <li className={css['item']} data-finding={finding.kind} data-current={isCurrent}>
      <button
        ref={row}
        type="button"
        className={css['row']}
        aria-current={isCurrent}
        onClick={() => {
          goTo(key)
        }}
      >
        <span className={css['words']} {...way}>
          {shownWords(lead, finding)}
          <del>{shownWords(before, finding)}</del> <ins>{shownWords(after, finding)}</ins>
          {shownWords(tail, finding)}
        </span>
        {(certainty === 'likely' || isLocked) && (
          <span className={css['note']}>
            {isLocked && <Lock size={14} aria-hidden />}
            {t(isLocked ? 'textCheck.locked' : 'textCheck.likely')}
          </span>
        )}
      </button>
      {isCurrent && (
        <div className={css['acts']}>
          {!isLocked && (
            <Button
              data-act
              kind="primary"
              onClick={() => {
                apply([finding])
              }}
            >
              {t('textCheck.accept')}
            </Button>
          )}
          <Button
            kind="plain"
            onClick={() => {
              ignore(finding, 'one')
            }}
          >
            {t('textCheck.ignore')}
          </Button>
          {word !== null && (
            <Button
              kind="plain"
              onClick={() => {
                ignore(finding, 'word')
              }}
            >
              {t('textCheck.ignoreWord', { word: isolated(word) })}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
