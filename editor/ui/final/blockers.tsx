import { useId, type ReactNode } from 'react'
import type { SectionLock } from '#core/locks/section-lock.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Link } from '../routing/navigation-provider.tsx'
import { CardSentence } from '../suggestions/card-sentence.tsx'
import { excerpt, wordsOfBlock } from './excerpt.ts'
import css from './final-dialog.module.css'

/** Of many only the first are shown: whoever decides them comes back. */
const MOST = 6

interface BlockersProps {
  readonly title: string
  readonly hint: string
  readonly more: number
  readonly children: ReactNode
}

/** One kind of what stands in the way. */
export function Blockers({ title, hint, more, children }: BlockersProps) {
  const { t } = useMessages()
  const id = useId()
  return (
    <section className={css['blockers']} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <p className={css['hint']}>{hint}</p>
      <ul>{children}</ul>
      {more > 0 && <p className={css['hint']}>{t('final.more', { count: more })}</p>}
    </section>
  )
}

interface OpenSuggestionsProps {
  readonly document: string
  readonly ids: readonly string[]
  readonly editor: DocumentEditor | null
  readonly close: () => void
}

/** Suggestions that are not decided, each a link to its place in the text. */
export function OpenSuggestions({ document, ids, editor, close }: OpenSuggestionsProps) {
  const { t } = useMessages()
  if (ids.length === 0) return null
  const cards = new Map(editor?.cards().map((card) => [card.id, card]))
  return (
    <Blockers
      title={t('final.suggestions', { count: ids.length })}
      hint={t('final.suggestions.hint')}
      more={ids.length - MOST}
    >
      {ids.slice(0, MOST).map((id) => {
        const card = cards.get(id)
        return (
          <li key={id}>
            <Link to={{ name: 'document', document, at: { suggestion: id } }} onClick={close}>
              {card === undefined ? t('final.unknownSuggestion') : <CardSentence card={card} />}
            </Link>
          </li>
        )
      })}
    </Blockers>
  )
}

interface OpenLocksProps {
  readonly locks: readonly SectionLock[]
  readonly editor: DocumentEditor | null
  readonly close: () => void
}

/** Sections that are disputed, with the words that they begin with and why they are. */
export function OpenLocks({ locks, editor, close }: OpenLocksProps) {
  const { t } = useMessages()
  if (locks.length === 0) return null
  return (
    <Blockers
      title={t('final.locks', { count: locks.length })}
      hint={t('final.locks.hint')}
      more={locks.length - MOST}
    >
      {locks.slice(0, MOST).map(({ id, from, reason }) => (
        <li key={id} className={css['row']}>
          <span className={css['words']}>
            {editor !== null && <q dir="auto">{excerpt(wordsOfBlock(editor, from))}</q>}
            {reason !== null && (
              <span className={css['hint']} dir="auto">
                {excerpt(reason)}
              </span>
            )}
          </span>
          {editor !== null && (
            <Button
              kind="plain"
              onClick={() => {
                close()
                editor.showBlock(from)
              }}
            >
              {t('final.goTo')}
            </Button>
          )}
        </li>
      ))}
    </Blockers>
  )
}
