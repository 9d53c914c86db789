import { useEditorState } from '@tiptap/react'
import { ChevronDown, ChevronUp, MessageSquareDiff, X } from 'lucide-react'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { DecisionVerdict } from '#core/protocol/decision.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { shortcutTextOf } from '../../extensions/keys/shortcuts.ts'
import { Button } from '../controls/button.tsx'
import { isMac } from '../document/platform.ts'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { filterCards, neighbourOf, NO_FILTER } from './card-filter.ts'
import { CardFilters } from './card-filters.tsx'
import { cardWords } from './card-words.ts'
import { DecideAll } from './decide-all.tsx'
import { MoreCards } from './more-cards.tsx'
import { SuggestionCard } from './suggestion-card.tsx'
import { useDecisions } from './use-decisions.ts'
import { useMembers } from './use-members.ts'
import { useSuggestionKeys } from './use-suggestion-keys.ts'
import css from './suggestions-panel.module.css'

export interface SuggestionsPanelProps {
  readonly document: DocumentEditor
  readonly documentId: string
  readonly group: string
  readonly me: string
  readonly role: Role
  readonly stage: Stage
  readonly open: boolean
  readonly setOpen: (open: boolean) => void
}

const MINUTE = 60_000

/** Cards drawn at once; more as one goes on. A margin of thousands would slow the opening and every key. */
const PAGE = 20

/** The open suggestions of the text in words, in text order, beside it or, on a small screen, under it [UI430]. */
export const SuggestionsPanel = memo(function SuggestionsPanel(props: SuggestionsPanelProps) {
  const { document, documentId, group, me, role, stage, open, setOpen } = props
  const { t } = useMessages()
  const { now } = useServices()
  const [filter, setFilter] = useState(NO_FILTER)
  const [said, say] = useState('')
  const [pages, setPages] = useState(1)
  const list = useRef<HTMLUListElement>(null)
  const { cards, active } = useEditorState({
    editor: document.editor,
    selector: () => ({ cards: document.cards(), active: document.cardAtCaret() }),
    equalityFn: (one, two) => two !== null && one.cards === two.cards && one.active === two.active,
  })
  const authors = useMemo(() => [...new Set(cards.map(({ by }) => by))], [cards])
  const members = useMembers(group, authors)
  const nameOf = useCallback(
    (member: string) => members.get(member)?.name ?? t('suggestions.formerMember'),
    [members, t],
  )
  const { decide, last, takeBack } = useDecisions(documentId, nameOf)
  const shown = useMemo(() => filterCards(cards, filter), [cards, filter])
  const mayDecide = permits(role, stage, 'decide')
  // The words that say when change by the minute at most.
  const time = Math.ceil(now() / MINUTE) * MINUTE

  useEffect(() => {
    document.light(open ? active : null)
    if (!open || active === null) return
    list.current?.querySelector(`[data-card="${CSS.escape(active)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active, document, open])

  const mayWithdraw = permits(role, stage, 'withdraw')
  /** Goes to a card, in the panel or in the text, wherever the focus is, and says which it is [UI442]. */
  const isInPanel = (): boolean =>
    list.current?.closest('aside')?.contains(window.document.activeElement) ?? false
  const visit = (id: string, act = '', inPanel = isInPanel()): void => {
    const at = shown.findIndex((card) => card.id === id)
    const card = shown[at]
    setPages(Math.max(pages, Math.ceil((at + 1) / PAGE)))
    document.goToCard(id, inPanel ? 'stay' : undefined)
    if (card !== undefined)
      say(
        t('suggestions.at', {
          at: at + 1,
          count: shown.length,
          words: cardWords(t, card),
          name: nameOf(card.by),
        }),
      )
    if (!inPanel) return
    const element = list.current?.querySelector(`[data-card="${CSS.escape(id)}"]`)
    const target = act === '' ? null : element?.querySelector<HTMLElement>(act)
    const button = target ?? element?.querySelector<HTMLElement>('button')
    button?.focus()
  }
  const step = (by: 1 | -1): void => {
    const next = neighbourOf(shown, active, by)
    if (next === null) return
    setOpen(true)
    visit(next)
  }
  const may = (id: string, verdict: DecisionVerdict): boolean =>
    verdict === 'withdraw'
      ? mayWithdraw && cards.some((card) => card.id === id && card.by === me)
      : mayDecide && cards.some((card) => card.id === id)
  /** After a decision the next card has the focus, on the same act, in the text the caret [UI431] [UI442]. */
  const decideNow = async (id: string, verdict: DecisionVerdict): Promise<void> => {
    if (!may(id, verdict)) return
    const at = shown.findIndex((card) => card.id === id)
    const next = (shown[at + 1] ?? shown[at - 1])?.id
    // Before the answer comes: the card that has the focus goes with the decision.
    const inPanel = isInPanel()
    if (!(await decide([id], verdict))) return
    if (next === undefined) document.focus()
    else latest.current.visit(next, verdict === 'withdraw' ? '[data-act]' : `[data-act=${verdict}]`, inPanel)
  }
  const latest = useRef({ visit, decideNow })
  useEffect(() => {
    latest.current = { visit, decideNow }
  })
  const decideCard = useCallback(
    (id: string, verdict: DecisionVerdict) => void latest.current.decideNow(id, verdict),
    [],
  )
  /** Keys that come while an answer is awaited wait for it: they are about the suggestion that follows [UI442]. */
  const underWay = useRef<Promise<void>>(Promise.resolve())
  useSuggestionKeys({
    step,
    decide: (verdict) => {
      underWay.current = underWay.current.then(async () => {
        const id = document.cardAtCaret()
        if (id !== null) await latest.current.decideNow(id, verdict)
      })
    },
  })
  const goTo = useCallback(
    (id: string) => {
      document.goToCard(id)
    },
    [document],
  )

  const drawMore = useCallback(() => {
    setPages((count) => count + 1)
  }, [])

  if (cards.length === 0 && last === null) return null
  const count = t('suggestions.count', { count: cards.length })
  if (!open)
    return (
      <button
        type="button"
        className={css['opener']}
        data-testid="suggestions-open"
        onClick={() => {
          setOpen(true)
        }}
      >
        <MessageSquareDiff size={18} aria-hidden />
        {count}
      </button>
    )
  return (
    <aside className={css['panel']} aria-label={t('suggestions.title')} data-testid="suggestions">
      <header className={css['head']}>
        <h2 className={css['title']}>
          {count}
          {shown.length < cards.length && (
            <span className={css['shown']}>
              {t('suggestions.shownOf', { shown: shown.length, count: cards.length })}
            </span>
          )}
        </h2>
        <Button
          kind="plain"
          icon={<ChevronUp size={18} aria-hidden />}
          aria-label={t('document.command.previousSuggestion')}
          title={shortcutTextOf('previousSuggestion', isMac()) ?? ''}
          disabled={shown.length === 0}
          onClick={() => {
            step(-1)
          }}
        />
        <Button
          kind="plain"
          icon={<ChevronDown size={18} aria-hidden />}
          aria-label={t('document.command.nextSuggestion')}
          title={shortcutTextOf('nextSuggestion', isMac()) ?? ''}
          disabled={shown.length === 0}
          onClick={() => {
            step(1)
          }}
        />
        <Button
          kind="plain"
          icon={<X size={18} aria-hidden />}
          aria-label={t('suggestions.hide')}
          onClick={() => {
            setOpen(false)
            document.focus()
          }}
        />
      </header>
      {last !== null && (
        <p className={css['last']} role="status">
          <span>{t(`suggestions.done.${last.verdict}`, { count: last.count })}</span>
          <Button kind="plain" onClick={() => void takeBack()}>
            {t('suggestions.undo')}
          </Button>
        </p>
      )}
      <p className="unseen" role="status" data-testid="suggestion-said">
        {said}
      </p>
      {(cards.length > 1 || filter !== NO_FILTER) && (
        <CardFilters
          cards={cards}
          filter={filter}
          setFilter={setFilter}
          placeNow={document.placeNow}
          nameOf={nameOf}
        />
      )}
      {mayDecide && shown.length > 1 && <DecideAll shown={shown} decide={decide} />}
      {shown.length === 0 && cards.length > 0 && (
        <p className={css['last']}>
          <span>{t('suggestions.none')}</span>
          <Button
            kind="plain"
            onClick={() => {
              setFilter(NO_FILTER)
            }}
          >
            {t('suggestions.showAll')}
          </Button>
        </p>
      )}
      <ul ref={list} className={css['list']}>
        {shown.slice(0, pages * PAGE).map((card) => (
          <SuggestionCard
            key={card.id}
            card={card}
            author={members.get(card.by) ?? null}
            active={card.id === active}
            mine={card.by === me}
            mayDecide={mayDecide}
            mayWithdraw={mayWithdraw}
            now={time}
            goTo={goTo}
            decide={decideCard}
          />
        ))}
      </ul>
      {shown.length > pages * PAGE && (
        // A place of its own for each length: it looks again whether it is near.
        <MoreCards key={pages} more={drawMore} />
      )}
    </aside>
  )
})
