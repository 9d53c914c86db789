import type { ReactNode } from 'react'
import { excerptOf, type SuggestionCard } from '#core/suggestions/cards.ts'
import { Message } from '../message.tsx'
import { useMessages } from '../locale-provider.tsx'
import { cardWords } from './card-words.ts'

const Gone = ({ children }: { readonly children: ReactNode }) => <bdi role="deletion">{children}</bdi>
const Come = ({ children }: { readonly children: ReactNode }) => <bdi role="insertion">{children}</bdi>

/**
 * The sentence of `cardWords`, in which a screen reader tells what goes and what comes [UI505]. The roles are said and not
 * drawn: `ins` and `del` would bring the text's own underlines along.
 */
export function CardSentence({ card }: { readonly card: SuggestionCard }) {
  const { t } = useMessages()
  const [before, after] = [excerptOf(card.before), excerptOf(card.after)]
  switch (card.kind) {
    case 'insertion':
      return <Message id="suggestions.insertion" values={{ after: <Come>{after}</Come> }} />
    case 'deletion':
      return <Message id="suggestions.deletion" values={{ before: <Gone>{before}</Gone> }} />
    case 'replacement':
      return (
        <Message
          id="suggestions.replacement"
          values={{ before: <Gone>{before}</Gone>, after: <Come>{after}</Come> }}
        />
      )
    case 'begin':
      return <Come>{cardWords(t, card)}</Come>
    case 'remove':
      if (before !== '') return <Message id="suggestions.remove" values={{ before: <Gone>{before}</Gone> }} />
      return <Gone>{cardWords(t, card)}</Gone>
    case 'join':
      return <Gone>{cardWords(t, card)}</Gone>
    case 'move':
    case 'block-format':
    case 'format':
      return cardWords(t, card)
  }
}

/** Does something go or come? What is moved or formatted does neither, and a suggestion must say which of its words do. */
export const isRevision = ({ kind }: SuggestionCard): boolean =>
  kind !== 'move' && kind !== 'block-format' && kind !== 'format'
