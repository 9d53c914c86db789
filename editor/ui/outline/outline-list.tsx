import { useContext } from 'react'
import { readingMinutes } from '#core/text/reading-time.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import { useMessages } from '../locale-provider.tsx'
import { ShownAs, wayOfWords } from '../read/shown-as.ts'
import { useOutline } from './use-outline.ts'
import css from './outline.module.css'

export interface OutlineListProps {
  readonly document: DocumentEditor
  readonly goTo: (bid: string) => void
}

/** The headings of the text, each leading there, and how long the text is [UI760] [UI761]. */
export function OutlineList({ document, goTo }: OutlineListProps) {
  const { t } = useMessages()
  const outline = useOutline(document)
  const shown = useContext(ShownAs)
  if (outline === null) return null
  const { entries, section, words, paragraphs, selected } = outline
  return (
    <>
      {entries.length === 0 ? (
        <p className={css['none']}>{t('outline.none')}</p>
      ) : (
        <ol className={css['list']}>
          {entries.map(({ bid, level, text }) => (
            <li key={bid} data-level={level}>
              <button
                type="button"
                className={css['entry']}
                aria-current={bid === section ? 'location' : undefined}
                onClick={() => {
                  goTo(bid)
                }}
              >
                {text.trim() === '' ? (
                  <bdi>{t('outline.untitled')}</bdi>
                ) : (
                  <bdi {...wayOfWords(text, shown)}>{text}</bdi>
                )}
              </button>
            </li>
          ))}
        </ol>
      )}
      <p className={css['size']} data-testid="text-size">
        <span>{t('outline.words', { count: words })}</span>
        <span>{t('outline.paragraphs', { count: paragraphs })}</span>
        <span>{t('outline.minutes', { count: readingMinutes(words, shown.language) })}</span>
        {selected > 0 && <span>{t('outline.selected', { count: selected })}</span>}
      </p>
    </>
  )
}
