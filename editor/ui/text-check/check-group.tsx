import { useState } from 'react'
import type { Finding } from '../../extensions/text-check/finding.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { CheckItem } from './check-item.tsx'
import type { CheckGroup } from './use-text-check.ts'
import css from './text-check.module.css'

/** So many remarks of a kind are listed at first, and by each «more». */
const LISTED = 30

export interface CheckGroupListProps {
  readonly group: CheckGroup
  readonly current: string | null
  readonly goTo: (key: string) => void
  readonly apply: (findings: readonly Finding[]) => void
  readonly ignore: (finding: Finding, what: 'one' | 'word') => void
}

/** The remarks of one kind. All are applied after one question that names their number. */
export function CheckGroupList(props: CheckGroupListProps) {
  const { group, current, goTo, apply, ignore } = props
  const { kind, findings } = group
  const { t, number } = useMessages()
  const [listed, setListed] = useState(LISTED)
  const [asked, setAsked] = useState(false)
  const open = findings.filter(({ isLocked }) => !isLocked)
  const unsure = open.filter(({ certainty }) => certainty === 'likely').length
  const at = findings.findIndex(({ key }) => key === current)
  const shown = findings.slice(0, Math.max(listed, at + 1))
  return (
    <section className={css['group']} data-kind={kind}>
      <header className={css['groupHead']}>
        <h3 className={css['kind']}>
          {t(`textCheck.kind.${kind}`)} <span className={css['count']}>{number(findings.length)}</span>
        </h3>
        {open.length > 1 && !asked && (
          <Button
            kind="plain"
            aria-label={t('textCheck.allOf', { kind: t(`textCheck.kind.${kind}`) })}
            onClick={() => {
              setAsked(true)
            }}
          >
            {t('textCheck.all')}
          </Button>
        )}
      </header>
      {asked && (
        <div className={css['question']} role="group" aria-label={t('textCheck.all')}>
          <p>
            {t('textCheck.sure', { count: open.length })}{' '}
            {unsure > 0 && t('textCheck.sureLikely', { count: unsure })}
          </p>
          <Button
            kind="primary"
            ref={(button) => button?.focus()}
            onClick={() => {
              setAsked(false)
              apply(findings)
            }}
          >
            {t('textCheck.yes')}
          </Button>
          <Button
            kind="plain"
            onClick={() => {
              setAsked(false)
            }}
          >
            {t('textCheck.no')}
          </Button>
        </div>
      )}
      <ul className={css['list']}>
        {shown.map((finding) => (
          <CheckItem
            key={finding.key}
            finding={finding}
            isCurrent={finding.key === current}
            goTo={goTo}
            apply={apply}
            ignore={ignore}
          />
        ))}
      </ul>
      {shown.length < findings.length && (
        <Button
          kind="plain"
          onClick={() => {
            setListed(shown.length + LISTED)
          }}
        >
          {t('textCheck.more')}
        </Button>
      )}
    </section>
  )
}
