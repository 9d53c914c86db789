import { useEditorState } from '@tiptap/react'
import { MessageSquareDiff, X } from 'lucide-react'
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { DecisionVerdict } from '#core/protocol/decision.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useServices } from '../services.tsx'
import { SuggestionCard } from './suggestion-card.tsx'
import { useDecisions } from './use-decisions.ts'
import { useMembers } from './use-members.ts'
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

const EVERYBODY = ''
const MINUTE = 60_000

/** Cards drawn at once; more are asked for. A margin of thousands would slow every key. */
const PAGE = 100

/** The open suggestions of the text in words, in text order, beside it or, on a small screen, under it [UI430]. */
export const SuggestionsPanel = memo(function SuggestionsPanel(props: SuggestionsPanelProps) {
  const { document, documentId, group, me, role, stage, open, setOpen } = props
  const { t } = useMessages()
  const { now } = useServices()
  const [chosen, setAuthor] = useState(EVERYBODY)
  const [asked, setAsked] = useState<'accept' | 'reject' | null>(null)
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
  const author = authors.includes(chosen) ? chosen : EVERYBODY
  const shown = useMemo(
    () => (author === EVERYBODY ? cards : cards.filter(({ by }) => by === author)),
    [author, cards],
  )
  const mayDecide = permits(role, stage, 'decide')
  // The words that say when change by the minute at most.
  const time = Math.ceil(now() / MINUTE) * MINUTE

  useEffect(() => {
    if (!open || active === null) return
    list.current?.querySelector(`[data-card="${CSS.escape(active)}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [active, open])

  /** After a decision the next card has the focus, on the same act [UI431]. */
  const decideOne = useRef(async (_id: string, _verdict: DecisionVerdict): Promise<void> => undefined)
  const decideNow = async (id: string, verdict: DecisionVerdict): Promise<void> => {
    const at = shown.findIndex((card) => card.id === id)
    const next = (shown[at + 1] ?? shown[at - 1])?.id
    if (!(await decide([id], verdict))) return
    const act = verdict === 'withdraw' ? '[data-act]' : `[data-act=${verdict}]`
    const target =
      next === undefined
        ? null
        : (list.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(next)}"] ${act}`) ?? null)
    if (target === null) document.focus()
    else target.focus()
  }
  useEffect(() => {
    decideOne.current = decideNow
  })
  const decideCard = useCallback(
    (id: string, verdict: DecisionVerdict) => void decideOne.current(id, verdict),
    [],
  )
  const goTo = useCallback((id: string) => document.goToCard(id), [document])

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
        <h2 className={css['title']}>{count}</h2>
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
      {authors.length > 1 && (
        <label className={css['filter']}>
          <span>{t('suggestions.by')}</span>
          <select
            value={author}
            onChange={(event) => {
              setAuthor(event.target.value)
            }}
          >
            <option value={EVERYBODY}>{t('suggestions.everybody', { count: cards.length })}</option>
            {authors.map((id) => (
              <option key={id} value={id}>
                {t('suggestions.ofOne', {
                  name: nameOf(id),
                  count: cards.filter(({ by }) => by === id).length,
                })}
              </option>
            ))}
          </select>
        </label>
      )}
      {mayDecide && shown.length > 1 && (
        <div className={css['all']}>
          {asked === null ? (
            <>
              <Button
                kind="plain"
                onClick={() => {
                  setAsked('accept')
                }}
              >
                {t('suggestions.acceptAll')}
              </Button>
              <Button
                kind="plain"
                onClick={() => {
                  setAsked('reject')
                }}
              >
                {t('suggestions.rejectAll')}
              </Button>
            </>
          ) : (
            <>
              <span>{t(`suggestions.sure.${asked}`, { count: shown.length })}</span>
              <Button
                kind="primary"
                onClick={() => {
                  setAsked(null)
                  void decide(
                    shown.map(({ id }) => id),
                    asked,
                  )
                }}
              >
                {t('suggestions.yes')}
              </Button>
              <Button
                kind="plain"
                onClick={() => {
                  setAsked(null)
                }}
              >
                {t('suggestions.no')}
              </Button>
            </>
          )}
        </div>
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
            mayWithdraw={permits(role, stage, 'withdraw')}
            now={time}
            goTo={goTo}
            decide={decideCard}
          />
        ))}
      </ul>
      {shown.length > pages * PAGE && (
        <Button
          kind="plain"
          onClick={() => {
            setPages(pages + 1)
          }}
        >
          {t('suggestions.more')}
        </Button>
      )}
    </aside>
  )
})
