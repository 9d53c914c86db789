import { useCallback, useState } from 'react'
import { useMessages } from '../locale-provider.tsx'
import type { AuthoredRun } from './authored-runs.ts'
import { AuthorsText, type AuthoredPlace } from './authors-text.tsx'
import { MomentSheet } from './moment-sheet.tsx'
import { addressOfSeq, indexOfTime } from './stops.ts'
import { useMoment } from './use-moment.ts'
import type { ViewProps } from './view-props.ts'
import { WhoLine } from './who-line.tsx'

interface Asked {
  /** Of which text; that of another moment has other stretches. */
  readonly seq: number
  readonly runs: readonly AuthoredRun[]
  readonly active: AuthoredPlace | null
}

/** Who wrote what of the text at the moment [UI686]. */
export function AuthorsView({ shown, caches, members, block, foot }: ViewProps) {
  const { t, dateTime } = useMessages()
  const { stops, index, showTime } = shown
  const moment = addressOfSeq(stops[index]?.seq ?? 0)
  const text = useMoment(caches.texts, moment)
  const authors = useMoment(caches.authors, moment)
  const [asked, setAsked] = useState<Asked | null>(null)
  const stretchOf = useCallback((at: number) => indexOfTime(stops, at), [stops])
  const whole =
    text.value !== null && authors.value !== null && text.value.seq === authors.value.seq
      ? { seq: text.value.seq, blocks: text.value.blocks, authors: authors.value }
      : null
  const seq = whole?.seq ?? 0
  const ask = useCallback(
    (runs: readonly AuthoredRun[], active: AuthoredPlace | null) => {
      setAsked({ seq, runs, active })
    },
    [seq],
  )
  const current = asked?.seq === seq ? asked : null
  return (
    <>
      <MomentSheet
        label={t('history.asOf', { when: dateTime(stops[index]?.at ?? 0) })}
        moment={{
          value: whole,
          isCurrent: text.isCurrent && authors.isCurrent && whole !== null,
          failure: text.failure ?? authors.failure,
          retry: () => {
            text.retry()
            authors.retry()
          },
        }}
        block={block}
        head={null}
        isWide={false}
      >
        {whole !== null && (
          <AuthorsText
            blocks={whole.blocks}
            authors={whole.authors}
            members={members}
            stretchOf={stretchOf}
            active={current?.active ?? null}
            ask={ask}
          />
        )}
      </MomentSheet>
      {foot(
        <WhoLine
          runs={current?.runs ?? []}
          members={members}
          see={(at) => {
            showTime(at, current?.active?.bid ?? null)
          }}
        />,
      )}
    </>
  )
}
