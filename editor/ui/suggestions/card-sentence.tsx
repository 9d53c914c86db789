import type { ReactNode } from 'react'
import { excerptOf, type SuggestionCard } from '#core/suggestions/cards.ts'
import { Message } from '../message.tsx'
import { useMessages } from '../locale-provider.tsx'
import { cardWords } from './card-words.ts'

const Gone = ({ children }: { readonly children: ReactNode }) => <bdi role="deletion">{children}</bdi>
const Come = ({ children }: { readonly children: ReactNode }) => <bdi role="insertion">{children}</bdi>
// A whole sentence decides the direction of its line, which words set apart from it would not.
const GoneAll = ({ children }: { readonly children: ReactNode }) => <span role="deletion">{children}</span>
const ComeAll = ({ children }: { readonly children: ReactNode }) => <span role="insertion">{children}</span>

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
      return <ComeAll>{cardWords(t, card)}</ComeAll>
    case 'remove':
      if (before !== '') return <Message id="suggestions.remove" values={{ before: <Gone>{before}</Gone> }} />
      return <GoneAll>{cardWords(t, card)}</GoneAll>
    case 'join':
      return <GoneAll>{cardWords(t, card)}</GoneAll>
    case 'move':
    case 'block-format':
    case 'format':
      return cardWords(t, card)
  }
}

/** Does something go or come? What is moved or formatted does neither, and a suggestion must say which of its words do. */
export const isRevision = ({ kind }: SuggestionCard): boolean =>
  kind !== 'move' && kind !== 'block-format' && kind !== 'format'
