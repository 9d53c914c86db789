import { GalleryVerticalEnd } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import type { ApiDocument, ApiJoined } from '#core/protocol/api.ts'
import { Button } from '../controls/button.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { ShownAs } from '../read/shown-as.ts'
import { useMedia } from '../document/use-media.ts'
import { useMessages } from '../locale-provider.tsx'
import { isolated } from '../messages/translator.ts'
import type { HistoryPlace } from '../routing/history-place.ts'
import { useServices } from '../services.tsx'
import { usePageTitle } from '../shell/page.tsx'
import { useMembers } from '../suggestions/use-members.ts'
import { AuthorsView } from './authors-view.tsx'
import { ChangesView } from './changes-view.tsx'
import { CompareBar } from './compare-bar.tsx'
import { HistoryBar } from './history-bar.tsx'
import { LayoutSwitch, type Layout } from './layout-switch.tsx'
import { MomentActs } from './moment-acts.tsx'
import { MomentBar } from './moment-bar.tsx'
import { createMomentCaches } from './moment-caches.ts'
import { RedlineFiles } from './redline-files.tsx'
import { addressOfSeq, indexOfSeq } from './stops.ts'
import { spokenMoment } from './moment-words.ts'
import { TextView } from './text-view.tsx'
import { Timeline, type TimelineHandle } from './timeline.tsx'
import type { History } from './use-history.ts'
import { useShownMoments } from './use-shown-moments.ts'
import { VersionList } from './version-list.tsx'
import { ViewSwitch } from './view-switch.tsx'
import css from './history.module.css'

export interface HistoryPageProps {
  readonly document: ApiDocument
  readonly membership: ApiJoined
  /** Of moments that are there. */
  readonly place: HistoryPlace
  /** Not empty. */
  readonly history: History
  readonly reload: () => Promise<void>
  readonly isOnline: boolean
}

/** Any moment of a text: as it reads, what changed, who wrote it, beside another; the time line at its foot. */
export function HistoryPage({ document, membership, place, history, reload, isOnline }: HistoryPageProps) {
  const translator = useMessages()
  const { t } = translator
  const { api } = useServices()
  const { view } = place
  const { moments, versions } = history
  const hasPanel = useMedia('(min-width: 72rem)')
  const hasSides = useMedia('(min-width: 56.25rem)')
  const [layout, setLayout] = useState<Layout>('sides')
  const [isListing, setListing] = useState(false)
  const [caches] = useState(() => createMomentCaches(api, document.id))
  const shown = useShownMoments(document.id, place, history)
  const people = useMemo(
    () => [...new Set([...moments.flatMap(({ by }) => by), ...versions.flatMap(({ by }) => by ?? [])])],
    [moments, versions],
  )
  const members = useMembers(membership.group.id, people)
  usePageTitle(t('history.pageTitle', { title: isolated(document.title) }))

  const { stops, index, against, isNow } = shown
  const [stop, other] = [stops[index], against === null ? undefined : stops[against]]
  if (stop === undefined) return null
  const isComparing = view === 'compare' && other !== undefined && against !== null
  const nameOf = (member: string): string => members.get(member)?.name ?? t('suggestions.formerMember')
  const last = stops.length - 1
  const [a, b] = [t('history.compare.a'), t('history.compare.b')]
  const handles: readonly TimelineHandle[] = isComparing
    ? [
        { id: 'moment', label: t('history.timeline.with'), sign: b, index },
        { id: 'against', label: t('history.timeline.against'), sign: a, index: against },
      ]
    : [{ id: 'moment', label: t('history.timeline.moment'), sign: null, index }]

  const list = (
    <VersionList
      versions={versions}
      timeOf={(seq) => stops[indexOfSeq(stops, seq)]?.at ?? null}
      members={members}
      seq={(isComparing ? other : stop).seq}
      isNow={isComparing ? against === last : isNow}
      show={(version) => {
        setListing(false)
        shown.showVersion(version)
      }}
    />
  )
  const foot = (line: ReactNode): ReactNode => (
    <footer className={css['foot']}>
      {!isOnline && (
        <p className={css['offline']} role="status">
          {t('history.offline')}
        </p>
      )}
      <div className={css['line']}>
        <div className={css['moments']}>
          {isComparing && <MomentBar stop={other} isNow={against === last} sign={a} members={members} />}
          <MomentBar stop={stop} isNow={isNow} sign={isComparing ? b : null} members={members} />
        </div>
        {line}
      </div>
      <Timeline
        stops={stops}
        handles={handles}
        move={shown.move}
        spoken={(one) => spokenMoment(translator, one, nameOf)}
      />
    </footer>
  )
  const props = { shown, caches, members, block: place.block, foot }
  const draw = (): ReactNode => {
    switch (view) {
      case 'text':
        return <TextView {...props} />
      case 'authors':
        return <AuthorsView {...props} />
      case 'changes':
        return <ChangesView key="changes" {...props} isChosen={false} layout="inline" head={null} />
      case 'compare':
        return (
          <ChangesView
            key="compare"
            {...props}
            isChosen
            layout={hasSides ? layout : 'inline'}
            head={
              against !== null && (
                <div className={css['compareHead']}>
                  <CompareBar
                    stops={stops}
                    from={against}
                    to={index}
                    choose={shown.choose}
                    swap={shown.swap}
                  />
                  <RedlineFiles
                    document={document.id}
                    since={addressOfSeq(other?.seq ?? 0)}
                    until={addressOfSeq(stop.seq)}
                  />
                  {hasSides && <LayoutSwitch layout={layout} choose={setLayout} />}
                </div>
              )
            }
          />
        )
    }
  }

  return (
    <div className={css['page']} data-panel={hasPanel}>
      <a className="skip-link" href="#moment">
        {t('document.skip')}
      </a>
      <HistoryBar document={document} />
      <section className={css['tools']} aria-label={t('history.view')}>
        <ViewSwitch view={view} choose={shown.chooseView} />
        <div className={css['acts']}>
          {!hasPanel && (
            <Button
              kind="plain"
              icon={<GalleryVerticalEnd size={18} aria-hidden />}
              onClick={() => {
                setListing(true)
              }}
            >
              {t('history.versions')}
            </Button>
          )}
          <MomentActs
            document={document.id}
            role={membership.member.role}
            stage={document.stage}
            place={place}
            stop={stop}
            isNow={isNow}
            named={() => void reload()}
          />
        </div>
      </section>
      <ShownAs value={document}>{draw()}</ShownAs>
      {hasPanel ? (
        <aside className={css['panel']} aria-label={t('history.versions')} data-testid="versions">
          <h2 className={css['panelTitle']}>{t('history.versions')}</h2>
          {list}
        </aside>
      ) : (
        <Dialog open={isListing} onOpenChange={setListing} title={t('history.versions')}>
          {list}
        </Dialog>
      )}
    </div>
  )
}
