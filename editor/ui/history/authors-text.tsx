import { memo, useMemo, useRef, type KeyboardEvent } from 'react'
import type { ApiMember, ApiTextBlock, ApiTextRun } from '#core/protocol/api.ts'
import type { ApiAuthors } from '#core/protocol/api-history.ts'
import { useMessages } from '../locale-provider.tsx'
import { directionOf } from '../messages/language.ts'
import { Name } from '../name.tsx'
import { CleanText, Runs } from '../read/clean-text.tsx'
import { authoredRuns, authorShares, type AuthoredRun } from './authored-runs.ts'
import css from './authors-text.module.css'

/** A stretch that is asked about, by its block and its place in it. */
export interface AuthoredPlace {
  readonly bid: string
  readonly index: number
}

export interface AuthorsTextProps {
  readonly blocks: readonly ApiTextBlock[]
  readonly authors: ApiAuthors
  readonly members: ReadonlyMap<string, ApiMember>
  readonly stretchOf: (at: number) => number
  readonly active: AuthoredPlace | null
  /** Of what is touched, pointed to or selected; empty when nothing is any more. */
  readonly ask: (runs: readonly AuthoredRun[], active: AuthoredPlace | null) => void
}

const RUN = '[data-authored]'

/**
 * The text with every stretch in its author's colour; who wrote it is told of what is pointed to, touched, selected or
 * gone to by the arrow keys [UI686]. A stretch is an inline box without size of its own: no word breaks at it.
 */
export const AuthorsText = memo((props: AuthorsTextProps) => {
  const { blocks, authors, members, stretchOf, active, ask } = props
  const { t, language } = useMessages()
  const place = useRef<HTMLDivElement>(null)
  const runsOf = useMemo(() => {
    const authored = new Map(authors.blocks.map(({ bid, runs }) => [bid, runs]))
    return new Map(
      blocks.map((block) => [block.bid, authoredRuns(block, authored.get(block.bid) ?? [], stretchOf)]),
    )
  }, [authors, blocks, stretchOf])
  const first = useMemo(
    () => blocks.find(({ bid }) => (runsOf.get(bid)?.length ?? 0) > 0)?.bid ?? null,
    [blocks, runsOf],
  )

  const placeOf = (element: Element): AuthoredPlace => ({
    bid: element.getAttribute('data-of') ?? '',
    index: Number(element.getAttribute('data-authored')),
  })
  const runAt = ({ bid, index }: AuthoredPlace): readonly AuthoredRun[] => {
    const run = runsOf.get(bid)?.[index]
    return run === undefined ? [] : [run]
  }
  const all = (): readonly HTMLElement[] => [...(place.current?.querySelectorAll<HTMLElement>(RUN) ?? [])]
  const selected = (): readonly AuthoredRun[] => {
    const selection = window.getSelection()
    if (selection === null || selection.isCollapsed) return []
    return all()
      .filter((element) => selection.containsNode(element, true))
      .flatMap((element) => runAt(placeOf(element)))
  }
  const press = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const forwards = directionOf(language) === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const backwards = directionOf(language) === 'rtl' ? 'ArrowRight' : 'ArrowLeft'
    const by =
      event.key === forwards || event.key === 'ArrowDown'
        ? 1
        : event.key === backwards || event.key === 'ArrowUp'
          ? -1
          : 0
    if (by === 0) return
    const elements = all()
    const at = elements.findIndex((element) => element === document.activeElement)
    event.preventDefault()
    elements[at + by]?.focus()
  }

  return (
    <div>
      <Authors authors={authors} members={members} />
      <div
        ref={place}
        role="group"
        aria-label={t('history.authors.label')}
        onKeyDown={press}
        onFocus={({ target }) => {
          const element = target.closest(RUN)
          if (element !== null) ask(runAt(placeOf(element)), placeOf(element))
        }}
        onPointerOver={({ target, pointerType, buttons }) => {
          // While words are being selected they are what is asked about.
          if (pointerType !== 'mouse' || buttons !== 0 || selected().length > 0) return
          const element = target instanceof Element ? target.closest(RUN) : null
          if (element !== null) ask(runAt(placeOf(element)), active)
        }}
        onPointerUp={() => {
          // The browser settles the selection after this event.
          requestAnimationFrame(() => {
            const runs = selected()
            if (runs.length > 0) ask(runs, active)
          })
        }}
      >
        <CleanText
          blocks={blocks}
          words={({ bid }) => (
            <AuthoredBlock
              bid={bid}
              runs={runsOf.get(bid) ?? []}
              members={members}
              active={active?.bid === bid ? active.index : null}
              isEntry={active === null && bid === first}
            />
          )}
        />
      </div>
    </div>
  )
})

interface AuthoredBlockProps {
  readonly bid: string
  readonly runs: readonly AuthoredRun[]
  readonly members: ReadonlyMap<string, ApiMember>
  readonly active: number | null
  /** Tab comes here as long as nothing was asked about. */
  readonly isEntry: boolean
}

/** A stretch is pressed as a whole: in it a link is underlined and leads nowhere. */
const unlinked = (run: ApiTextRun): ApiTextRun => {
  const { link, ...words } = run
  return link === undefined ? run : { ...words, underline: true }
}

const AuthoredBlock = memo(({ bid, runs, members, active, isEntry }: AuthoredBlockProps) =>
  runs.map(({ by, runs: words }, index) => {
    const member = by === null ? undefined : members.get(by)
    return (
      <span
        key={index}
        className={css['run']}
        role="button"
        tabIndex={active === index || (isEntry && index === 0) ? 0 : -1}
        data-authored={index}
        data-of={bid}
        data-active={active === index}
        data-colour={member?.color}
      >
        <Runs runs={words.map(unlinked)} />
      </span>
    )
  }),
)

/** Whose how much of the text is. */
function Authors({ authors, members }: Pick<AuthorsTextProps, 'authors' | 'members'>) {
  const { t, locale } = useMessages()
  const percents = useMemo(
    () => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
    [locale],
  )
  const shares = useMemo(() => authorShares(authors), [authors])
  return (
    <ul className={css['authors']} aria-label={t('history.authors.list')}>
      {shares.map(({ by, share }) => {
        const member = by === null ? undefined : members.get(by)
        return (
          <li key={by ?? ''} className={css['author']}>
            <span className={css['swatch']} data-colour={member?.color} aria-hidden />
            {by === null ? t('history.nobody') : <Name>{member?.name ?? t('suggestions.formerMember')}</Name>}
            <span className={css['share']}>{percents.format(share)}</span>
          </li>
        )
      })}
    </ul>
  )
}
