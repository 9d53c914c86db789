import { memo } from 'react'
import type { ApiTextBlock } from '#core/protocol/api.ts'
import { useMessages } from '../locale-provider.tsx'
import { CleanText } from '../read/clean-text.tsx'
import { MomentSheet } from './moment-sheet.tsx'
import { addressOfSeq } from './stops.ts'
import { useMoment } from './use-moment.ts'
import type { ViewProps } from './view-props.ts'
import css from './history.module.css'

/** The text as it was at the moment, to read [UI682]. */
export function TextView({ shown, caches, block, foot }: ViewProps) {
  const { t, dateTime } = useMessages()
  const { stops, index } = shown
  const addressAt = (at: number): string => addressOfSeq(stops[at]?.seq ?? 0)
  const near = [index - 1, index + 1].filter((at) => stops[at] !== undefined).map(addressAt)
  const text = useMoment(caches.texts, addressAt(index), near.join(' '))
  return (
    <>
      <MomentSheet
        label={t('history.asOf', { when: dateTime(stops[index]?.at ?? 0) })}
        moment={text}
        block={block}
        head={null}
        isWide={false}
      >
        {text.value !== null && <Words blocks={text.value.blocks} />}
      </MomentSheet>
      {foot(stops.length === 1 ? <p className={css['hint']}>{t('history.oneMoment')}</p> : null)}
    </>
  )
}

/** Drawn again only for another text: the slider must not wait for it. */
const Words = memo(({ blocks }: { readonly blocks: readonly ApiTextBlock[] }) => {
  const { t } = useMessages()
  return blocks.some(({ runs }) => runs.length > 0) ? (
    <CleanText blocks={blocks} />
  ) : (
    <p className={css['empty']}>{t('history.emptyText')}</p>
  )
})
