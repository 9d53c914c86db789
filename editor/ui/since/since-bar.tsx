import { ChevronLeft, History } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ApiSince } from '#core/protocol/api-since.ts'
import type { DocumentEditor } from '../../extensions/document-editor.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { Button } from '../controls/button.tsx'
import { useMessages } from '../locale-provider.tsx'
import type { Translator } from '../messages/translator.ts'
import { useMembers } from '../suggestions/use-members.ts'
import { SinceStepCard } from './since-step-card.tsx'
import { sinceCounts, sinceSteps, type SinceStep } from './since-steps.ts'
import css from './since.module.css'

export interface SinceBarProps {
  readonly news: ApiSince
  readonly document: DocumentEditor
  readonly threads: ThreadStore
  readonly group: string
  readonly me: string
  readonly markSeen: () => void
}

const ICON = { size: 18, 'aria-hidden': true } as const

/** «١٢ تغييرًا و٣ تعليقات منذ زيارتك» */
const sentence = ({ t }: Translator, news: ApiSince): string => {
  const { changes, comments } = sinceCounts(news)
  const [what, said] = [t('since.changes', { count: changes }), t('since.comments', { count: comments })]
  if (changes > 0 && comments > 0) return t('since.both', { changes: what, comments: said })
  return t('since.one', { what: changes > 0 ? what : said })
}

const peopleOf = ({ blocks, stages, decided }: ApiSince): readonly string[] => [
  ...new Set([
    ...blocks.flatMap(({ by }) => by),
    ...stages.map(({ by }) => by),
    ...decided.map(({ by }) => by),
  ]),
]

/**
 * What happened while one was away: a quiet line at the foot of the page; asked, it leads through the text change by
 * change [UI620]. It moves nothing, and writing goes on under it.
 */
export function SinceBar({ news, document, threads, group, me, markSeen }: SinceBarProps) {
  const translator = useMessages()
  const { t } = translator
  const steps = useMemo(() => sinceSteps(news), [news])
  // Oneself among them: so everybody is known, also where only discussions are new.
  const people = useMemo(() => [me, ...peopleOf(news)], [me, news])
  const members = useMembers(group, people)
  /** The step that is looked at; null before one looks. */
  const [at, setAt] = useState<number | null>(null)
  const step = at === null ? undefined : steps[at]
  const next = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (step !== undefined) lead(document, step)
  }, [document, step])
  useEffect(
    () => () => {
      document.showBlock(null)
    },
    [document],
  )

  const { mentions } = sinceCounts(news)
  return (
    <section className={css['place']} aria-label={t('since.title')} data-testid="since" data-foot-line>
      <div className={css['bar']} data-open={step !== undefined}>
        {step === undefined || at === null ? (
          <>
            <History {...ICON} />
            <p className={css['words']}>
              {sentence(translator, news)}
              {mentions > 0 && (
                <strong
                  className={css['mentions']}
                >{` · ${t('since.mentions', { count: mentions })}`}</strong>
              )}
            </p>
            <Button
              kind="primary"
              onClick={() => {
                setAt(0)
                requestAnimationFrame(() => next.current?.focus({ preventScroll: true }))
              }}
            >
              {t('since.look')}
            </Button>
            <Button kind="plain" onClick={markSeen}>
              {t('since.seen')}
            </Button>
          </>
        ) : (
          <>
            <div className={css['step']} role="status">
              <SinceStepCard step={step} members={members} threads={threads} me={me} />
            </div>
            <p className={css['acts']}>
              <span className={css['count']}>{t('since.at', { at: at + 1, count: steps.length })}</span>
              <Button
                kind="plain"
                icon={<ChevronLeft {...ICON} className="mirrored" />}
                aria-label={t('since.previous')}
                disabled={at === 0}
                onClick={() => {
                  setAt(at - 1)
                }}
              />
              {at < steps.length - 1 ? (
                <Button
                  ref={next}
                  kind="primary"
                  onClick={() => {
                    setAt(at + 1)
                  }}
                >
                  {t('since.next')}
                </Button>
              ) : (
                <Button ref={next} kind="primary" onClick={markSeen}>
                  {t('since.done')}
                </Button>
              )}
              {at < steps.length - 1 && (
                <Button kind="plain" onClick={markSeen}>
                  {t('since.seen')}
                </Button>
              )}
            </p>
          </>
        )}
      </div>
    </section>
  )
}

/** Shows in the text where a step is. */
const lead = (document: DocumentEditor, step: SinceStep): void => {
  document.showBlock(step.kind === 'block' ? step.change.bid : null)
  if (step.kind === 'thread') document.comments.goTo(step.news.thread, 'stay')
}
