import { AArrowDown, AArrowUp, Download } from 'lucide-react'
import { useState } from 'react'
import type { ApiText } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { StageMark } from '../controls/stage-mark.tsx'
import { useMessages } from '../locale-provider.tsx'
import { Name } from '../name.tsx'
import { readPreference, writePreference } from '../preferences.ts'
import { Link } from '../routing/navigation-provider.tsx'
import { useSession } from '../session/session-provider.tsx'
import { Page, usePageTitle } from '../shell/page.tsx'
import { Trail } from '../shell/trail.tsx'
import { FailurePage } from '../states/failure-page.tsx'
import { CleanText } from './clean-text.tsx'
import { ShownDigits } from './document-digits.ts'
import { ReadFiles } from './later-read-files.ts'
import { useCleanText } from './use-clean-text.ts'
import css from './read.module.css'

const SIZES = ['small', 'medium', 'large', 'huge'] as const
type Size = (typeof SIZES)[number]

const isSize = (value: unknown): value is Size => SIZES.some((size) => size === value)

/**
 * The light page: the clean text and nothing else, by HTTP and its change stream; no shared document is loaded. For
 * viewers, weak phones, a projector, and everybody who wants to see what viewers see.
 */
export function ReadScreen({ document: id }: { readonly document: string }) {
  const { text, live, retry } = useCleanText(id)
  if (text.kind === 'loading') return <Page>{null}</Page>
  if (text.kind === 'failed') {
    return (
      <Page>
        <FailurePage failure={text.failure} onRetry={retry} />
      </Page>
    )
  }
  return <Reading text={text.value} live={live} />
}

function Reading({ text, live }: { readonly text: ApiText; readonly live: boolean }) {
  const { t } = useMessages()
  const { state } = useSession()
  const [size, setSize] = useState<Size>(() => readPreference('reading-size', isSize) ?? 'medium')
  const [isSaving, setSaving] = useState(false)
  usePageTitle(text.title)
  const step = (by: 1 | -1): void => {
    const next = SIZES[SIZES.indexOf(size) + by]
    if (next === undefined) return
    writePreference('reading-size', next)
    setSize(next)
  }
  const writes =
    state.kind === 'signed-in' && state.session.memberships.some((one) => one.member.role !== 'viewer')
  return (
    <Page
      trail={
        writes ? (
          <Trail>
            <Link to={{ name: 'document', document: text.id }}>{t('read.back')}</Link>
          </Trail>
        ) : undefined
      }
    >
      <article className={css['article']} aria-label={t('read.label')} data-size={size} data-paper="text">
        <header className={css['head']}>
          <h1 className={css['title']}>
            <Name>{text.title}</Name>
          </h1>
          <div className={css['facts']}>
            <span className={css['live']} data-live={live} role="status">
              {live ? t('read.live') : t('read.paused')}
            </span>
            <Button
              kind="plain"
              className={css['files']}
              icon={<Download size={18} aria-hidden />}
              onClick={() => {
                setSaving(true)
              }}
            >
              {t('document.menu.exportAs')}
            </Button>
            <span className={css['sizes']} role="group" aria-label={t('read.size')}>
              <Button
                kind="plain"
                icon={<AArrowDown size={18} aria-hidden />}
                aria-label={t('read.size.smaller')}
                disabled={size === 'small'}
                onClick={() => {
                  step(-1)
                }}
              />
              <Button
                kind="plain"
                icon={<AArrowUp size={18} aria-hidden />}
                aria-label={t('read.size.larger')}
                disabled={size === 'huge'}
                onClick={() => {
                  step(1)
                }}
              />
            </span>
          </div>
          <div className={css['stage']} data-stage={text.stage} role="status" data-testid="read-stage">
            <StageMark stage={text.stage} />
            <p>{t(`read.stage.${text.stage}`)}</p>
            {text.stage === 'final' && (
              <Link className={css['certificate']} to={{ name: 'certificate', document: text.id }}>
                {t('final.showCertificate')}
              </Link>
            )}
          </div>
        </header>
        {text.blocks.some((block) => block.runs.length > 0) ? (
          <ShownDigits value={text.digits}>
            <CleanText blocks={text.blocks} />
          </ShownDigits>
        ) : (
          <p className={css['empty']}>{t('read.empty')}</p>
        )}
        <ReadFiles document={text.id} open={isSaving} onOpenChange={setSaving} />
        <footer className={css['foot']}>{t('read.note')}</footer>
      </article>
    </Page>
  )
}
