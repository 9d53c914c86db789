import { ArrowLeftRight } from 'lucide-react'
import { useMemo } from 'react'
import { Button } from '../controls/button.tsx'
import { SelectField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { HandleId } from './timeline.tsx'
import type { Stop } from './stops.ts'
import { stopWords } from './version-words.ts'
import css from './history.module.css'

export interface CompareBarProps {
  readonly stops: readonly Stop[]
  readonly from: number
  readonly to: number
  readonly choose: (handle: HandleId, index: number) => void
  readonly swap: () => void
}

interface Option {
  readonly value: string
  readonly label: string
}

/** The two moments of a comparison: every version, the text as it stands, and what the time line was moved to [UI685]. */
export function CompareBar({ stops, from, to, choose, swap }: CompareBarProps) {
  const translator = useMessages()
  const { t } = translator
  const last = stops.length - 1
  const offered = useMemo((): readonly Option[] => {
    const now = { value: String(last), label: t('history.now.text') }
    const versions = stops.flatMap((stop, index) =>
      index < last && stop.versions.length > 0
        ? [{ value: String(index), label: stopWords(translator, stop, index === last) }]
        : [],
    )
    return [now, ...versions.toReversed()]
  }, [last, stops, t, translator])
  const optionsFor = (index: number): readonly Option[] => {
    const stop = stops[index]
    const value = String(index)
    if (stop === undefined || offered.some((option) => option.value === value)) return offered
    return [...offered, { value, label: stopWords(translator, stop, index === last) }]
  }
  return (
    <div className={css['compare']}>
      <span className={css['sign']} aria-hidden>
        {t('history.compare.a')}
      </span>
      <SelectField
        quiet
        label={t('history.compare.from')}
        value={String(from)}
        options={optionsFor(from)}
        onChange={(value) => {
          choose('against', Number(value))
        }}
      />
      <Button
        kind="plain"
        icon={<ArrowLeftRight size={18} aria-hidden />}
        aria-label={t('history.compare.swap')}
        onClick={swap}
      />
      <span className={css['sign']} aria-hidden>
        {t('history.compare.b')}
      </span>
      <SelectField
        quiet
        label={t('history.compare.to')}
        value={String(to)}
        options={optionsFor(to)}
        onChange={(value) => {
          choose('moment', Number(value))
        }}
      />
    </div>
  )
}
