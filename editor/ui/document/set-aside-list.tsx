import { ChevronDown } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { holdsWords, type BroughtBack, type NotPlaced, type SetAside } from '../../sync/offline-store.ts'
import { Button } from '../controls/button.tsx'
import { useNotices } from '../controls/notices.tsx'
import { useMessages } from '../locale-provider.tsx'
import css from './set-aside-list.module.css'

export interface SetAsideListProps {
  readonly entries: readonly SetAside[]
  readonly letGo: (id: string) => void
  /** Writes words where the caret is; null while nobody may write. */
  readonly insert: ((words: string) => void) | null
  /** Begins a comment with words on what is selected; null for who may not comment. */
  readonly comment: ((words: string) => void) | null
}

type Acts = Pick<SetAsideListProps, 'insert' | 'comment'>

interface WordsProps extends Acts {
  readonly words: string
}

function Words({ words, insert, comment }: WordsProps) {
  const { t } = useMessages()
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(words.trim())
      setCopied(true)
    } catch {
      // Without https there is no clipboard for pages: the words stand there to be selected.
      setCopied(false)
    }
  }
  return (
    <>
      <blockquote className={css['words']}>{words.trim()}</blockquote>
      <p className={css['acts']}>
        <Button onClick={() => void copy()}>
          {t(copied ? 'document.setAside.copied' : 'document.setAside.copy')}
        </Button>
        {insert !== null && (
          <Button
            onClick={() => {
              insert(words)
            }}
          >
            {t('document.setAside.insert')}
          </Button>
        )}
        {comment !== null && (
          <Button
            onClick={() => {
              comment(words.trim())
            }}
          >
            {t('locks.comment')}
          </Button>
        )}
      </p>
    </>
  )
}

function Unplaced({ piece, ...acts }: Acts & { readonly piece: NotPlaced }) {
  const { t } = useMessages()
  // The spaces beside the words are a part of them: they are inserted, too.
  const words = piece.words.trim() === '' ? '' : piece.words.replace(/^\n+|\n+$/gu, '')
  const gone = piece.gone.trim()
  return (
    <li>
      <p className={css['why']}>
        {t('document.setAside.unplaced')} {t(`document.setAside.unplaced.${piece.why}`)}
      </p>
      {gone !== '' && <p>{t('document.setAside.deleted', { words: gone })}</p>}
      {words !== '' && <Words words={words} {...acts} />}
      {words === '' && gone === '' && <p className={css['none']}>{t('document.setAside.noWords')}</p>}
    </li>
  )
}

function Returned({ back, ...acts }: Acts & { readonly back: BroughtBack }) {
  const { t } = useMessages()
  const { suggestions, unplaced } = back
  return (
    <>
      <p>
        {suggestions > 0
          ? t('document.setAside.returned', { count: suggestions })
          : t('document.setAside.returnedNone')}
      </p>
      {unplaced.length > 0 && (
        <ul>
          {unplaced.map((piece, index) => (
            <Unplaced key={index} piece={piece} {...acts} />
          ))}
        </ul>
      )}
    </>
  )
}

function Entry({ entry, letGo, ...acts }: Omit<SetAsideListProps, 'entries'> & { readonly entry: SetAside }) {
  const { t, dateTime } = useMessages()
  const { back, text } = entry
  return (
    <li className={css['entry']}>
      {back === null ? (
        <>
          <p className={css['why']}>
            {t(`document.setAside.${entry.reason}`)} <time>{dateTime(entry.at)}</time>
          </p>
          {text === '' ? (
            <p className={css['none']}>{t('document.setAside.noWords')}</p>
          ) : (
            <Words words={text} {...acts} />
          )}
        </>
      ) : (
        <Returned back={back} {...acts} />
      )}
      <p className={css['acts']}>
        <Button
          kind="plain"
          onClick={() => {
            letGo(entry.id)
          }}
        >
          {t(holdsWords(entry) ? 'document.setAside.letGo' : 'document.setAside.fine')}
        </Button>
      </p>
    </li>
  )
}

/**
 * Work that could not go into the text as it was: words that are nowhere else, shown until the person lets them go,
 * never thrown away for them [UI81], and what came back as suggestions [UI370]. It lies over the first lines, which do
 * not move for it, and is folded to its title to see them [UI661].
 */
export function SetAsideList({ entries, letGo, ...acts }: SetAsideListProps) {
  const { t } = useMessages()
  const body = useId()
  const [folded, setFolded] = useState(false)
  const title = entries.some(holdsWords) ? 'document.setAside.title' : 'document.setAside.titleReturned'
  const { alert } = useNotices()
  const heard = useRef(0)
  useEffect(() => {
    if (entries.length > heard.current) alert(t(title))
    heard.current = entries.length
  }, [alert, entries.length, t, title])
  if (entries.length === 0) return null
  return (
    <section className={css['list']} aria-label={t(title)} data-testid="set-aside">
      <h2 className={css['title']}>
        <button
          type="button"
          className={css['fold']}
          aria-expanded={!folded}
          aria-controls={body}
          onClick={() => {
            setFolded(!folded)
          }}
        >
          {t(title)}
          <ChevronDown size={18} aria-hidden />
        </button>
      </h2>
      <ul id={body} className={css['entries']} hidden={folded}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} letGo={letGo} {...acts} />
        ))}
      </ul>
    </section>
  )
}
