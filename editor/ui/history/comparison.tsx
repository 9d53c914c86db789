import { memo, useState, type ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { CleanText } from '../read/clean-text.tsx'
import { changeWords } from './change-words.ts'
import { foldRows, keyOfBlock, keyOfLeft, type ComparisonRow } from './comparison-rows.ts'
import { MarkedWords } from './marked-words.tsx'
import css from './comparison.module.css'

export interface ComparisonProps {
  readonly rows: readonly ComparisonRow[]
  readonly layout: 'inline' | 'sides'
  /** Long stretches without a change are folded away. */
  readonly isFolded: boolean
  /** The row that was gone to. */
  readonly current: string | null
  readonly goTo: (key: string) => void
}

/**
 * Two moments of a text, with every difference in words and marks [UI684] [UI685]. Drawn again only for other ones: the
 * slider must not wait for it.
 */
export const Comparison = memo(({ rows, layout, isFolded, current, goTo }: ComparisonProps) => {
  const { t } = useMessages()
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const draw = (row: ComparisonRow): ReactNode => (
    <Row key={row.key} row={row} layout={layout} isCurrent={row.key === current} goTo={goTo} />
  )
  return (
    <div className={css['comparison']} data-layout={layout}>
      {(isFolded ? foldRows(rows) : [{ kind: 'rows' as const, rows }]).map((part) => {
        if (part.kind === 'rows' || opened.has(part.key)) return part.rows.map(draw)
        return (
          <div key={`fold:${part.key}`} className={css['fold']}>
            <span>{t('history.fold', { count: part.rows.length })}</span>
            <Button
              kind="plain"
              onClick={() => {
                setOpened(new Set([...opened, part.key]))
              }}
            >
              {t('history.fold.open')}
            </Button>
          </div>
        )
      })}
    </div>
  )
})

interface RowProps {
  readonly row: ComparisonRow
  readonly layout: 'inline' | 'sides'
  readonly isCurrent: boolean
  readonly goTo: (key: string) => void
}

function Row({ row, layout, isCurrent, goTo }: RowProps) {
  const { t } = useMessages()
  const words = changeWords(t, row)
  const { block } = row
  const bid = (block.after ?? block.before)?.bid ?? ''
  const isMoved = block.change === 'moved'
  return (
    <section
      className={css['row']}
      data-row={row.key}
      data-change={row.kind === 'left' ? 'left' : block.change}
      data-current={isCurrent}
      {...(words === null ? {} : { 'aria-label': words })}
    >
      {words !== null && (
        <p className={css['what']}>
          <span>{words}</span>
          {isMoved && (
            <button
              type="button"
              className={css['jump']}
              onClick={() => {
                goTo(row.kind === 'left' ? keyOfBlock(bid) : keyOfLeft(bid))
              }}
            >
              {t(row.kind === 'left' ? 'history.change.goToNew' : 'history.change.goToOld')}
            </button>
          )}
        </p>
      )}
      {layout === 'inline' ? <Inline row={row} /> : <Sides row={row} />}
    </section>
  )
}

/** Both texts in one; of a block that was moved away its old words are struck out. */
function Inline({ row }: { readonly row: ComparisonRow }) {
  const { block } = row
  if (row.kind === 'left') return block.before !== null && <Gone block={block.before} />
  const shown = block.after ?? block.before
  if (shown === null) return null
  return block.change === 'same' ? (
    <CleanText blocks={[shown]} />
  ) : (
    <CleanText blocks={[shown]} words={() => <MarkedWords block={block} side="both" />} />
  )
}

function Gone({ block }: { readonly block: NonNullable<ComparisonRow['block']['before']> }) {
  return (
    <CleanText
      blocks={[block]}
      words={({ runs }) => <del data-moved>{runs.map(({ text }) => text).join('')}</del>}
    />
  )
}

/** The earlier text at the start side, the later at the end side; each block where it stands in its own. */
function Sides({ row }: { readonly row: ComparisonRow }) {
  const { t } = useMessages()
  const { block } = row
  const isElsewhere = row.kind === 'block' && row.way !== null
  const before = row.kind === 'left' || !isElsewhere ? block.before : null
  const after = row.kind === 'left' ? null : block.after
  return (
    <>
      <div className={css['side']}>
        {before === null ? (
          <p className={css['nothing']}>{!isElsewhere && t('history.empty.before')}</p>
        ) : (
          <CleanText blocks={[before]} words={() => <MarkedWords block={block} side="before" />} />
        )}
      </div>
      <div className={css['side']}>
        {after === null ? (
          <p className={css['nothing']}>{row.kind !== 'left' && t('history.empty.after')}</p>
        ) : (
          <CleanText blocks={[after]} words={() => <MarkedWords block={block} side="after" />} />
        )}
      </div>
    </>
  )
}
