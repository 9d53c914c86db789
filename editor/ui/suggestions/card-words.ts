import { excerptOf, type SuggestionCard } from '#core/suggestions/cards.ts'
import type { MessageKey } from '../messages/catalogue.ts'

type Say = (id: MessageKey, values?: Readonly<Record<string, string | number>>) => string

const ALIGN: Readonly<Record<string, MessageKey>> = {
  start: 'document.command.alignStart',
  center: 'document.command.alignCenter',
  end: 'document.command.alignEnd',
  justify: 'document.command.alignJustify',
}

/** A heading by its level, in the words of the tool that makes it. */
const headingKey = (level: unknown): MessageKey =>
  `document.command.heading${level === 3 ? 3 : level === 2 ? 2 : 1}`

/** What a block becomes, in the words of the tools that do it. */
const blockWords = (t: Say, set: ReadonlyMap<string, unknown>): string => {
  const words: string[] = []
  switch (set.get('kind')) {
    case 'heading':
      words.push(t(headingKey(set.get('level'))))
      break
    case 'item':
      words.push(t(set.get('list') === 'ordered' ? 'document.command.ordered' : 'document.command.bullet'))
      break
    case 'quote':
    case 'paragraph':
      words.push(t(set.get('kind') === 'quote' ? 'document.command.quote' : 'document.command.paragraph'))
      break
    default:
      if (set.has('list'))
        words.push(t(set.get('list') === 'ordered' ? 'document.command.ordered' : 'document.command.bullet'))
      // A heading of another level is still one.
      else if (set.has('level')) words.push(t(headingKey(set.get('level'))))
  }
  if (set.has('indent') && !set.has('kind')) words.push(t('suggestions.indent'))
  if (set.has('numbering')) words.push(t('document.command.continueNumbering'))
  if (set.has('dir'))
    words.push(t(set.get('dir') === 'ltr' ? 'document.command.directionLtr' : 'document.command.direction'))
  if (set.has('align')) {
    const align = set.get('align')
    const where = typeof align === 'string' ? ALIGN[align] : undefined
    words.push(`${t('document.command.align')}: ${t(where ?? 'document.command.alignStart')}`)
  }
  return words.join(' · ')
}

/** Does the block become one of another kind? Otherwise it only stands differently. */
const becomesAnother = (set: ReadonlyMap<string, unknown>): boolean =>
  set.has('kind') || set.has('list') || set.has('level')

const styleWords = (t: Say, set: ReadonlyMap<string, unknown>): string =>
  (['bold', 'italic', 'underline', 'link'] as const)
    .filter((name) => set.has(name))
    .map((name) => {
      const style = t(`document.command.${name}`)
      return set.get(name) === null ? t('suggestions.without', { style }) : style
    })
    .join(' · ')

/** A suggestion in one line of words. */
export const cardWords = (
  t: Say,
  card: Pick<SuggestionCard, 'kind' | 'before' | 'after' | 'set'>,
): string => {
  const [before, after] = [excerptOf(card.before), excerptOf(card.after)]
  switch (card.kind) {
    case 'insertion':
      return t('suggestions.insertion', { after })
    case 'deletion':
      return t('suggestions.deletion', { before })
    case 'replacement':
      return t('suggestions.replacement', { before, after })
    case 'move':
      return t('suggestions.move', { before })
    case 'begin':
      return t('suggestions.begin')
    case 'join':
      return t('suggestions.join')
    case 'remove':
      if (before === '') return t('suggestions.removeEmpty')
      return t(card.before.includes(' ¶ ') ? 'suggestions.deletion' : 'suggestions.remove', { before })
    case 'block-format':
      return t(becomesAnother(card.set) ? 'suggestions.blockFormat' : 'suggestions.blockChange', {
        what: blockWords(t, card.set),
      })
    case 'format':
      return t('suggestions.format', { what: styleWords(t, card.set), after })
  }
}
