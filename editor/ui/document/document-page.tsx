import { useCallback, useRef, useState, type ReactNode } from 'react'
import { permits } from '#core/access/permits.ts'
import type { Stage } from '#core/access/stages.ts'
import type { ApiDocument, ApiJoined } from '#core/protocol/api.ts'
import type { DocumentSession } from '../../sync/document-session.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import type { SessionSnapshot } from '../../sync/session-snapshot.ts'
import { useCalm } from '../calm/use-calm.ts'
import { useSince } from '../since/use-since.ts'
import { useInboxNews } from '../inbox/use-inbox-news.ts'
import { useHistoryDoors } from '../history/use-history-doors.ts'
import { useRestoredNotice } from '../history/use-restored-notice.ts'
import { DocumentImport, type DocumentImportWish } from '../import/document-import.tsx'
import { ReviewOffers } from '../import/review-offers.tsx'
import { useMessages } from '../locale-provider.tsx'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { useNumbers } from '../paragraphs/use-numbers.ts'
import { useStageNews, type ToldNews } from '../stages/use-stage-news.ts'
import { useDecidedMeanwhile } from '../suggestions/use-decided-meanwhile.ts'
import { RefusedComments } from '../threads/refused-comments.tsx'
import { useChecking } from '../text-check/use-checking.ts'
import { useSpelling } from '../text-check/use-spelling.ts'
import { DocumentSheet } from './document-sheet.tsx'
import { DocumentMenu, type DocumentMenuProps } from './document-menu.tsx'
import { useLateNews } from '../late/use-late-news.ts'
import { DocumentStage } from '../stages/document-stage.tsx'
import { StageByWhom } from '../stages/stage-by-whom.tsx'
import { StandingPlace } from '../stages/standing-place.tsx'
import { usePageStanding } from '../stages/use-page-standing.ts'
import { NEW_THREAD } from '../../sync/threads/drafts.ts'
import type { WritingMode } from './mode-switch.tsx'
import { PageDialogs, type PageDialog } from './page-dialogs.tsx'
import { PageFoot } from './page-foot.tsx'
import { PagePanels } from './page-panels.tsx'
import { PeopleBar } from './people-bar.tsx'
import { usePeople, type Present } from './people.ts'
import { CalmLeave, DocumentMargin, PagePalette, SetAsideList, ShortcutsDialog } from './later-parts.ts'
import { usePresenceNews } from './use-presence-news.ts'
import { ReadOnlyReason } from './read-only-reason.tsx'
import { SavedSign } from './saved-sign.tsx'
import { useCalmSnapshot } from './session-snapshots.ts'
import { isOfStage, permissionOf, writingOf } from './standing.ts'
import { Tools } from './tools.tsx'
import { DocumentBar } from './top-bar.tsx'
import { exportQuery } from './export-choice.ts'
import { useDocumentEditor } from './use-document-editor.ts'
import { useDownload } from './use-download.ts'
import { placeKeeper, useKeptPlace, type PlaceKeeper } from './use-kept-place.ts'
import { useMovedTwice } from './use-moved-twice.ts'
import { usePageActs } from './use-page-acts.ts'
import { usePlaceInDocument } from './use-place-in-document.ts'
import { useTitle } from './use-title.ts'
import css from './document-page.module.css'

export interface DocumentPageProps {
  readonly document: ApiDocument
  readonly membership: ApiJoined
  /** Open, and closed by whoever opened it. */
  readonly session: DocumentSession
  readonly threads: ThreadStore
  readonly shareDialog: (open: boolean, setOpen: (open: boolean) => void) => ReactNode
}

/** A document that is open: the text is the page, everything else stands at its margin. */
export function DocumentPage({ document, membership, session, threads, shareDialog }: DocumentPageProps) {
  const { t } = useMessages()
  const snapshot = useCalmSnapshot(session)
  const stageNews = useStageNews(snapshot.standing, membership.member.id)
  const [places] = useState(placeKeeper)
  return (
    <>
      <a className="skip-link" href="#text">
        {t('document.skip')}
      </a>
      <OpenDocument
        key={snapshot.generation}
        document={document}
        membership={membership}
        session={session}
        threads={threads}
        snapshot={snapshot}
        stageNews={stageNews}
        places={places}
        shareDialog={shareDialog}
      />
    </>
  )
}

interface OpenDocumentProps extends DocumentPageProps {
  readonly snapshot: SessionSnapshot
  readonly stageNews: ToldNews
  readonly places: PlaceKeeper
}

function OpenDocument(props: OpenDocumentProps) {
  const { document, membership, session, threads, snapshot, stageNews, places, shareDialog } = props
  const { go } = useNavigation()
  const [sharing, setSharing] = useState(false)
  const [staging, setStaging] = useState(false)
  const [showing, setShowing] = useState<PageDialog | null>(null)
  /** The stage that was chosen when leaving `final` is asked for. */
  const [leaveTo, setLeaveTo] = useState<Stage>('drafting')
  const page = useRef<HTMLDivElement>(null)
  const [refusals, setRefusals] = useState(0)
  const [chosenMode, setChosenMode] = useState<WritingMode>('write')

  const { saved, standing, ready, awareness } = snapshot
  const role = standing?.role ?? membership.member.role
  const stage = standing?.stage ?? document.stage
  const writing = writingOf(role, stage, saved)
  const mayWrite = permits(role, stage, 'write')
  const mode = mayWrite ? chosenMode : 'suggest'
  const mayManage = permits(role, stage, 'manage')
  const mayComment = permits(role, stage, 'comment')
  const people = usePeople(awareness, membership.member.id)
  usePresenceNews(people)

  const editor = useDocumentEditor(session, snapshot, membership.member.id)
  useKeptPlace(editor, places)
  const acts = usePageActs(page, editor, mayComment)
  const calm = useCalm(page, editor)
  const numbers = useNumbers()
  const checking = useChecking(writing.may && editor !== null, acts)
  const spelling = useSpelling(editor)
  const holds = usePageStanding(editor, standing, membership, { role, stage }, stageNews)
  const online = saved.kind === 'saved' || saved.kind === 'saving'
  const commentWith = (words: string): void => {
    const begun = threads.getSnapshot().drafts.get(NEW_THREAD)?.text ?? ''
    threads.setDraft(NEW_THREAD, { text: begun === '' ? words : `${begun}\n${words}`, anchor: null })
    acts.comment()
  }

  const { title, rename, shown, set } = useTitle(document, session)
  const mayDescribe = permits(role, stage, 'describe')
  useMovedTwice(session)
  const { save } = useDownload(document.id)
  const [importing, askImport] = useState<DocumentImportWish | null>(null)

  const mayFollow = permits(role, stage, 'follow')
  const history = useHistoryDoors(document.id, editor, mayFollow)
  const since = useSince(document.id, session, mayFollow && editor !== null && saved.kind !== 'offline')
  useDecidedMeanwhile(session, editor, membership.member.id)
  useRestoredNotice(session, document.id, membership.group.id, membership.member.id)
  useInboxNews(session)
  useLateNews(session, membership.group.id)
  usePlaceInDocument(editor, online)

  const goTo = useCallback(
    (person: Present) => {
      editor?.goToCaret(person.clients)
    },
    [editor],
  )
  const keyRefused = useCallback(() => {
    setRefusals((count) => count + 1)
  }, [])

  const share = mayManage
    ? () => {
        setSharing(true)
      }
    : null
  const showStage = (): void => {
    setStaging(true)
  }
  const opens = (dialog: PageDialog) => () => {
    setShowing(dialog)
  }
  const menu: DocumentMenuProps = {
    preview: () => {
      go({ name: 'read', document: document.id })
    },
    history,
    download: (choice) => {
      save(exportQuery(choice))
    },
    showExports: opens('exports'),
    language: shown.language,
    showSettings: mayDescribe ? opens('settings') : null,
    mayName: membership.group.filesMayName === true,
    importText:
      writing.may && editor !== null
        ? () => {
            askImport({ file: null })
          }
        : null,
    showDecisions: mayFollow ? opens('decisions') : null,
    showLate: mayFollow ? opens('late') : null,
    showStage,
    showCertificate:
      stage === 'final'
        ? () => {
            go({ name: 'certificate', document: document.id })
          }
        : null,
    finalise: mayManage && stage !== 'final' ? opens('final') : null,
    leaveFinal: permits(role, stage, 'leave-final') && stage === 'final' ? opens('leave-final') : null,
    check: writing.may && editor !== null ? checking.open : null,
    showOutline: () => {
      acts.setOutlining(true)
    },
    calm: calm.enter,
    numbers,
    showCommands: () => {
      acts.setSearching(true)
    },
    showShortcuts: () => {
      acts.setListing(true)
    },
  }

  return (
    <div
      ref={page}
      className={css['page']}
      data-calm={calm.state}
      data-numbers={numbers.shown}
      data-digits={shown.digits}
    >
      <div className={css['head']}>
        <DocumentBar
          group={membership.group}
          document={document}
          title={title}
          rename={mayDescribe ? rename : null}
          stage={
            <DocumentStage
              document={editor}
              documentId={document.id}
              standing={holds}
              online={online}
              open={staging}
              setOpen={setStaging}
              onFinal={opens('final')}
              onLeaveFinal={(to) => {
                setLeaveTo(to)
                setShowing('leave-final')
              }}
            />
          }
          permission={permissionOf(role, stage)}
          saved={<SavedSign session={session} />}
          people={<PeopleBar people={people} goTo={goTo} />}
          share={share}
          menu={<DocumentMenu {...menu} />}
        />
      </div>
      <Tools
        document={editor}
        mayWrite={writing.may}
        maySeeMarks={mayFollow}
        mode={mode}
        choose={mayWrite ? setChosenMode : null}
        comment={mayComment ? acts.comment : null}
        lock={holds.acts.toggle}
        reason={
          writing.may ? null : (
            <ReadOnlyReason
              why={writing.why}
              saved={saved}
              byWhom={isOfStage(writing.why) ? <StageByWhom standing={holds} /> : null}
              refusals={refusals}
              certificateOf={stage === 'final' ? document.id : null}
              details={isOfStage(writing.why) ? showStage : null}
            />
          )
        }
      />
      <main className={css['main']} tabIndex={-1}>
        <StandingPlace
          document={editor}
          documentId={document.id}
          standing={holds}
          comment={mayComment ? commentWith : null}
        >
          <SetAsideList
            entries={snapshot.setAside}
            letGo={session.letGo}
            insert={writing.may && editor !== null ? editor.insertWords : null}
            comment={mayComment && editor !== null ? commentWith : null}
          />
          <RefusedComments store={threads} group={membership.group.id} />
          {writing.may && editor !== null && (
            <ReviewOffers
              member={membership.member.id}
              place={document.id}
              isUnderWay={importing !== null}
              onContinue={(kept) => {
                askImport({ file: null, kept })
              }}
            />
          )}
        </StandingPlace>
        <DocumentSheet
          document={editor}
          title={title}
          language={shown.language}
          ready={ready}
          isAway={saved.kind === 'offline'}
          mayWrite={writing.may}
          mayComment={mayComment}
          suggesting={mode === 'suggest'}
          numbered={numbers.shown}
          standing={holds}
          keyRefused={keyRefused}
        />
        {editor !== null && mayFollow && (
          <DocumentMargin
            document={editor}
            documentId={document.id}
            group={membership.group.id}
            me={membership.member.id}
            role={role}
            stage={stage}
            threads={threads}
            asked={acts.commenting}
            notAsked={acts.dropComment}
          />
        )}
        {editor !== null && (
          <PagePanels
            document={editor}
            documentId={document.id}
            mayWrite={writing.may}
            acts={acts}
            checking={checking}
            spelling={spelling}
            shown={shown}
          />
        )}
        <PageFoot
          document={editor}
          session={session}
          saved={saved}
          threads={threads}
          group={membership.group.id}
          me={membership.member.id}
          shown={shown}
          since={since}
          tellsNews={mayFollow && calm.state === 'off'}
        />
      </main>
      <PageDialogs
        document={document.id}
        membership={membership}
        role={role}
        stage={stage}
        showing={showing}
        show={setShowing}
        editor={editor}
        threads={threads}
        leaveTo={leaveTo}
        save={save}
        shown={shown}
        set={set}
      />
      {editor !== null && (writing.may || importing !== null) && (
        <DocumentImport
          document={document.id}
          me={membership.member.id}
          editor={editor}
          mayWrite={mayWrite}
          wish={importing}
          ask={askImport}
        />
      )}
      {acts.searching && (
        <PagePalette
          document={editor}
          writing={{ may: writing.may, mode, choose: mayWrite ? setChosenMode : null }}
          may={(act) => permits(role, stage, act)}
          lock={holds.acts.toggle}
          acts={acts}
          menu={menu}
          share={share}
        />
      )}
      <ShortcutsDialog open={acts.listing} onOpenChange={acts.setListing} />
      {shareDialog(sharing, setSharing)}
      {calm.state !== 'off' && <CalmLeave title={title} leave={calm.leave} />}
    </div>
  )
}
