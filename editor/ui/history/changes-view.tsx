import { useMemo, type ReactNode } from 'react'
import { useMessages } from '../locale-provider.tsx'
import { ChangeSteps } from './change-steps.tsx'
import { Comparison } from './comparison.tsx'
import { comparisonRows, isChange } from './comparison-rows.ts'
import { diffKey } from './moment-caches.ts'
import { MomentSheet } from './moment-sheet.tsx'
import { addressOfSeq } from './stops.ts'
import { useChangeSteps } from './use-change-steps.ts'
import { useMoment } from './use-moment.ts'
import { stopWords } from './version-words.ts'
import type { ViewProps } from './view-props.ts'
import css from './history.module.css'

export interface ChangesViewProps extends ViewProps {
  /** Two moments that were chosen, or one and the version before it. */
  readonly isChosen: boolean
  readonly layout: 'inline' | 'sides'
  /** Above the paper. */
  readonly head: ReactNode
}

/** What differs between two moments [UI684] [UI685]. */
export function ChangesView({ shown, caches, block, foot, isChosen, layout, head }: ChangesViewProps) {
  const translator = useMessages()
  const { t } = translator
  const { stops, index, against } = shown
  const addressAt = (at: number): string => addressOfSeq(stops[at]?.seq ?? 0)
  const isTwo = against !== null && against !== index
  const diff = useMoment(caches.diffs, isTwo ? diffKey(addressAt(against), addressAt(index)) : null)
  const earlier = useMoment(caches.texts, isTwo ? addressAt(against) : null)
  const rows = useMemo(() => {
    if (diff.value === null) return []
    const order = earlier.value?.seq === diff.value.from ? earlier.value.blocks.map(({ bid }) => bid) : []
    return comparisonRows(diff.value.blocks, order)
  }, [diff.value, earlier.value])
  const steps = useChangeSteps(rows)
  const wordsAt = (at: number | null): string => {
    const stop = at === null ? undefined : stops[at]
    return stop === undefined ? '' : stopWords(translator, stop, at === stops.length - 1)
  }
  const [from, to] = [wordsAt(against), wordsAt(index)]
  /** On paper «now» is a time as well. */
  const dated = (at: number | null): string => {
    const stop = at === stops.length - 1 ? stops[at] : undefined
    const words = wordsAt(at)
    return stop === undefined
      ? words
      : t('history.version.at', { version: words, when: translator.dateTime(stop.at) })
  }
  const label = isChosen
    ? t('history.compare.label', { from: dated(against), to: dated(index) })
    : against === null
      ? t('history.changes.first')
      : t('history.changes.since', { version: from })
  const isSame = diff.isCurrent && !rows.some(isChange)
  return (
    <>
      <MomentSheet
        label={label}
        moment={isTwo ? diff : { ...diff, value: label, isCurrent: true, failure: null }}
        block={block}
        head={head}
        isWide={layout === 'sides'}
      >
        {isTwo ? (
          <>
            {!isChosen && !isSame && <p className={css['lead']}>{label}</p>}
            {isSame && (
              <p className={css['empty']} role="status">
                {isChosen ? t('history.compare.same') : t('history.changes.none', { version: from })}
              </p>
            )}
            {layout === 'sides' && (
              <div className={css['columns']}>
                <h2>
                  <span aria-hidden>{t('history.compare.a')}</span> {from}
                </h2>
                <h2>
                  <span aria-hidden>{t('history.compare.b')}</span> {to}
                </h2>
              </div>
            )}
            <Comparison
              key={diff.value === null ? '' : `${diff.value.from}-${diff.value.to}`}
              rows={rows}
              layout={layout}
              isFolded={isChosen}
              current={steps.current}
              goTo={steps.goTo}
            />
          </>
        ) : (
          <p className={css['empty']} role="status">
            {isChosen ? t('history.compare.sameMoment') : t('history.changes.first')}
          </p>
        )}
      </MomentSheet>
      {foot(<ChangeSteps count={isTwo && diff.isCurrent ? steps.count : 0} at={steps.at} go={steps.go} />)}
    </>
  )
}
