import { useEditorState } from '../document/use-editor-state.ts'
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type RefObject,
} from 'react'
import { permits } from '#core/access/permits.ts'
import type { Role } from '#core/access/roles.ts'
import type { Stage } from '#core/access/stages.ts'
import type { LockKind } from '#core/locks/section-lock.ts'
import type { DecisionVerdict } from '#core/protocol/decision.ts'
import type { SuggestionCard } from '#core/suggestions/cards.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import { filterCards, neighbourOf, NO_FILTER, type CardFilter } from './card-filter.ts'
import { cardWords } from './card-words.ts'
import { useDecisions, type Decisions } from './use-decisions.ts'
import { useShortcuts } from '../document/use-shortcuts.ts'

export interface ReviewOptions {
  readonly document: DocumentEditor
  readonly documentId: string
  readonly me: string
  readonly role: Role
  readonly stage: Stage
  readonly nameOf: (member: string) => string
  /** Holds everything beside the text: where the focus is decides where it goes. */
  readonly place: RefObject<HTMLElement | null>
  /** Somebody goes from suggestion to suggestion: what shows them has to be open. */
  readonly stepped: () => void
}

/** The open suggestions of a text, what of them is looked at, and all that can be done with them [UI430]–[UI442]. */
export interface Review extends Decisions {
  readonly cards: readonly SuggestionCard[]
  /** Those that the filter lets through. */
  readonly shown: readonly SuggestionCard[]
  readonly filter: CardFilter
  readonly setFilter: (filter: CardFilter) => void
  /** Id of the one at the caret, or gone to last. */
  readonly active: string | null
  /** Id of the one that was gone to last, by a button, a key or after a decision. */
  readonly visited: string | null
  readonly nameOf: (member: string) => string
  readonly mayDecide: boolean
  readonly mayWithdraw: boolean
  /** As what any of its text is locked: then nothing is decided about it [UI658]; null where nothing is. */
  readonly lockOn: (card: SuggestionCard) => LockKind | null
  readonly step: (by: 1 | -1) => void
  /** Goes to one in the text, which takes the focus. */
  readonly goTo: (id: string) => void
  /** Goes to one, and gives its card the focus as soon as it is drawn. */
  readonly visit: (id: string) => void
  readonly decideCard: (id: string, verdict: DecisionVerdict) => void
  /** Cards were drawn: one may be waited for. */
  readonly drawn: () => void
}

/** A card that takes the focus as soon as it is drawn, at one of its buttons. */
interface Wish {
  readonly id: string
  readonly act: string
}

export const useReview = (options: ReviewOptions): Review => {
  const { document, documentId, me, role, stage, nameOf, place, stepped } = options
  const { t } = useMessages()
  const notices = useNotices()
  const [filter, setFilter] = useState(NO_FILTER)
  const [visited, setVisited] = useState<string | null>(null)
  const { cards, active } = useEditorState({
    editor: document.editor,
    selector: () => ({ cards: document.cards(), active: document.cardAtCaret() }),
    equalityFn: (one, two) => two !== null && one.cards === two.cards && one.active === two.active,
  })
  const decisions = useDecisions(document, documentId, nameOf)
  const shown = useMemo(() => filterCards(cards, filter), [cards, filter])
  const locked = useSyncExternalStore(document.locks.onChange, document.locks.byBid)
  const lockOn = useCallback(
    ({ bids }: SuggestionCard): LockKind | null =>
      bids
        .map((bid) => (bid === null ? undefined : locked.get(bid)?.kind))
        .find((kind) => kind !== undefined) ?? null,
    [locked],
  )
  const mayDecide = permits(role, stage, 'decide')
  const mayWithdraw = permits(role, stage, 'withdraw')

  const wish = useRef<Wish | null>(null)
  const drawn = useCallback((): void => {
    if (wish.current === null) return
    const { activeElement, body } = window.document
    // Whoever has gone elsewhere meanwhile is left there.
    if (activeElement !== body && place.current?.contains(activeElement) !== true) {
      wish.current = null
      return
    }
    const { id, act } = wish.current
    const card = place.current?.querySelector(`[data-card="${CSS.escape(id)}"][data-active=true]`)
    // Out of a cluster it is drawn anew, at its place.
    if (card === null || card === undefined || card.closest('[data-cluster]') !== null) return
    const target = act === '' ? null : card.querySelector<HTMLElement>(act)
    const button = target ?? card.querySelector<HTMLElement>('button')
    button?.focus({ preventScroll: true })
    wish.current = null
  }, [place])

  useLayoutEffect(drawn)

  const isBeside = (): boolean => place.current?.contains(window.document.activeElement) ?? false
  /** Goes to a card, beside the text or in it, wherever the focus is, and says which it is [UI442]. */
  const visitNow = (id: string, act = '', beside = isBeside()): void => {
    const at = shown.findIndex((card) => card.id === id)
    const card = shown[at]
    setVisited(id)
    document.goToCard(id, beside ? 'stay' : undefined)
    if (card !== undefined)
      notices.tell(
        t('suggestions.at', {
          at: at + 1,
          count: shown.length,
          words: cardWords(t, card),
          name: nameOf(card.by),
        }),
      )
    wish.current = beside ? { id, act } : null
  }
  const step = (by: 1 | -1): void => {
    const next = neighbourOf(shown, active, by)
    if (next === null) return
    stepped()
    visitNow(next)
  }
  const may = (id: string, verdict: DecisionVerdict): boolean => {
    const card = cards.find((one) => one.id === id)
    if (card === undefined || !(verdict === 'withdraw' ? mayWithdraw && card.by === me : mayDecide))
      return false
    const kind = lockOn(card)
    if (kind !== null) notices.warn(t('locks.under', { kind: t(`locks.kind.${kind}`) }))
    return kind === null
  }
  /** After a decision the next card has the focus, on the same act, in the text the caret [UI431] [UI442]. */
  const decideNow = async (id: string, verdict: DecisionVerdict): Promise<void> => {
    if (!may(id, verdict)) return
    const at = shown.findIndex((card) => card.id === id)
    const next = (shown[at + 1] ?? shown[at - 1])?.id
    // Before the answer comes: the card that has the focus goes with the decision.
    const beside = isBeside()
    if (!(await decisions.decide([id], verdict))) return
    if (next === undefined) document.focus()
    else
      latest.current.visitNow(next, verdict === 'withdraw' ? '[data-act]' : `[data-act=${verdict}]`, beside)
  }
  const latest = useRef({ visitNow, decideNow })
  useEffect(() => {
    latest.current = { visitNow, decideNow }
  })
  const decideCard = useCallback(
    (id: string, verdict: DecisionVerdict) => void latest.current.decideNow(id, verdict),
    [],
  )
  const visit = useCallback((id: string) => {
    latest.current.visitNow(id, '', true)
  }, [])
  const goTo = useCallback(
    (id: string) => {
      document.goToCard(id)
    },
    [document],
  )
  const { undo } = decisions
  const decideByKey = (verdict: DecisionVerdict): void => {
    decisions.decideInTurn(async () => {
      const id = document.cardAtCaret()
      if (id !== null) await latest.current.decideNow(id, verdict)
    })
  }
  useShortcuts({
    acts: {
      nextSuggestion: () => {
        step(1)
      },
      previousSuggestion: () => {
        step(-1)
      },
      acceptSuggestion: () => {
        decideByKey('accept')
      },
      rejectSuggestion: () => {
        decideByKey('reject')
      },
      withdrawSuggestion: () => {
        decideByKey('withdraw')
      },
      undo: () => {
        // A field has an undo of its own.
        if (!undo.has() || window.document.activeElement?.matches('input, textarea, select') === true)
          return false
        undo.take()
        return true
      },
    },
    repeating: ['nextSuggestion', 'previousSuggestion'],
  })

  const { last } = decisions
  // What a stage does not let anybody do is not offered any more [UI4].
  const mayTakeBack =
    last !== null && permits(role, stage, last.verdict === 'withdraw' ? 'suggest' : 'decide')
  return {
    ...decisions,
    last: mayTakeBack ? last : null,
    cards,
    shown,
    filter,
    setFilter,
    active,
    visited,
    nameOf,
    mayDecide,
    mayWithdraw,
    lockOn,
    step,
    goTo,
    visit,
    decideCard,
    drawn,
  }
}
