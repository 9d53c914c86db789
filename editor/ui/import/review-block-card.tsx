import { ArrowUpToLine } from 'lucide-react'
import { memo } from 'react'
import type { RepairedKind } from '#core/text/pdf/repair-pdf-text.ts'
import type { ReviewBlock } from '#core/text/pdf/review.ts'
import { Button } from '../controls/button.tsx'
import { SelectField } from '../controls/field.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { ActivePiece, ReviewDesk } from './review-desk.ts'
import { ReviewLineRow } from './review-line-row.tsx'
import css from './review.module.css'

const KINDS: readonly RepairedKind[] = ['paragraph', 'heading', 'ordered', 'bullet', 'left-out']

export interface ReviewBlockCardProps {
  readonly block: ReviewBlock
  readonly isFirst: boolean
  /** Null when what is worked on stands in another block. */
  readonly active: ActivePiece | null
  readonly desk: ReviewDesk
}

/** A block that is to be, with its lines. Drawn again only when it changes or is worked on. */
export const ReviewBlockCard = memo(function ReviewBlockCard(props: ReviewBlockCardProps) {
  const { block, isFirst, active, desk } = props
  const { t } = useMessages()
  return (
    <li className={css['block']} data-kind={block.kind}>
      <div className={css['blockHead']}>
        <SelectField<RepairedKind>
          quiet
          label={t('review.kind')}
          value={block.kind}
          options={KINDS.map((value) => ({ value, label: t(`review.kind.${value}`) }))}
          onChange={(kind) => {
            desk.act({ act: 'kind', block: block.id, kind })
          }}
        />
        {!isFirst && (
          <Button
            kind="plain"
            className={css['quiet']}
            icon={<ArrowUpToLine size={16} aria-hidden />}
            onClick={() => {
              desk.act({ act: 'join', block: block.id })
            }}
          >
            {t('review.join')}
          </Button>
        )}
      </div>
      {block.lines.map((line, at) => (
        <ReviewLineRow
          key={line.id}
          line={line}
          isFirst={at === 0}
          active={active?.line === line.id ? active : null}
          desk={desk}
        />
      ))}
    </li>
  )
})
