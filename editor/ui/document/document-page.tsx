import { Tooltip } from 'radix-ui'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import { permits } from '#core/access/permits.ts'
import type { ApiDocument, ApiJoined } from '#core/protocol/api.ts'
import { shortcutOf } from '../../extensions/keys/shortcuts.ts'
import { openDocumentEditor, type DocumentEditor } from '../../extensions/document-editor.ts'
import type { DocumentSession } from '../../sync/document-session.ts'
import type { ThreadStore } from '../../sync/threads/thread-store.ts'
import { TEXT_VIEWS } from '../../extensions/views/text-views.ts'
import type { SessionSnapshot } from '../../sync/session-snapshot.ts'
import { useNotices } from '../controls/notices.tsx'
import { SinceBar } from '../since/since-bar.tsx'
import { useSince } from '../since/use-since.ts'
import { FindBar } from '../find/find-bar.tsx'
import { unfitFile, warningLines } from '../home/import-file.ts'
import { useInboxNews } from '../inbox/use-inbox-news.ts'
import { useMessages } from '../locale-provider.tsx'
import { useNavigation } from '../routing/navigation-provider.tsx'
import { useServices } from '../services.tsx'
import { useFailureText } from '../states/failure-text.ts'
import { DocumentMenu } from './document-menu.tsx'
import { useDownload } from './use-download.ts'
import { DocumentText } from './document-text.tsx'
import { Held, useHeldIf } from './held.ts'
import { OfflineBanner } from './offline-banner.tsx'
import { useDecidedMeanwhile } from '../suggestions/use-decided-meanwhile.ts'
import { LateDialog } from '../late/late-dialog.tsx'
import { DocumentMargin } from '../margin/document-margin.tsx'
import { permitOf } from '../suggestions/decision-permit.ts'
import { DecisionsDialog } from '../suggestions/decisions-dialog.tsx'
import { RefusedComments } from '../threads/refused-comments.tsx'
import { caretPersonOf } from './caret-person.ts'
import { PeopleBar } from './people-bar.tsx'
import { usePeople, type Present } from './people.ts'
import { focusNextPart } from './next-part.ts'
import type { WritingMode } from './mode-switch.tsx'
import { isMac } from './platform.ts'
import { ReadOnlyReason } from './read-only-reason.tsx'
import { SetAsideList } from './set-aside-list.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { permissionOf, writingOf } from './standing.ts'
import { Tools } from './tools.tsx'
import { useShortcuts } from './use-shortcuts.ts'
import { DocumentBar } from './top-bar.tsx'
import { usePlaceInDocument } from './use-place-in-document.ts'
import css from './document-page.module.css'

export interface DocumentPageProps {
  readonly document: ApiDocument
  readonly membership: ApiJoined
  /** Open, and closed by whoever opened it. */
  readonly session: DocumentSession
  readonly threads: ThreadStore
  readonly shareDialog: (open: boolean, setOpen: (open: boolean) => void) => ReactNode
}

/** One editor for each Y.Doc: a session that starts over brings a new one. */
const editors = new Held<SessionSnapshot['doc'], DocumentEditor>((editor) => {
  editor.destroy()
})

/** A document that is open: the text is the page, everything else stands at its margin. */
export function DocumentPage({ document, membership, session, threads, shareDialog }: DocumentPageProps) {
  const { t } = useMessages()
  const snapshot = useSyncExternalStore(session.subscribe, session.getSnapshot)
  return (
    <Tooltip.Provider delayDuration={500} skipDelayDuration={300}>
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
        shareDialog={shareDialog}
      />
    </Tooltip.Provider>
  )
}

const showNextView = (document: DocumentEditor): void => {
  const next = TEXT_VIEWS.indexOf(document.textView()) + 1
  document.showTextView(TEXT_VIEWS[next] ?? 'marked')
}

interface OpenDocumentProps extends DocumentPageProps {
  readonly snapshot: SessionSnapshot
}

function OpenDocument(props: OpenDocumentProps) {
  const { document, membership, session, threads, snapshot, shareDialog } = props
  const messages = useMessages()
  const { t } = messages
  const failureText = useFailureText()
  const { api } = useServices()
  const { go } = useNavigation()
  const notices = useNotices()
  const [title, setTitle] = useState(document.title)
  const [sharing, setSharing] = useState(false)
  const [listing, setListing] = useState(false)
  const [showing, setShowing] = useState<'decisions' | 'late' | null>(null)
  /** How often the find bar was asked for since it was closed; 0 while it is closed. */
  const [finding, setFinding] = useState(0)
  /** How often a comment on what is selected was asked for. */
  const [commenting, setCommenting] = useState(0)
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

  const editor = useHeldIf(editors, ready ? snapshot.doc : null, () =>
    openDocumentEditor({
      doc: snapshot.doc,
      carets: { awareness, personOf: caretPersonOf },
      author: { member: membership.member.id, now: session.now, isDecided: session.isDecided },
      onDesync: () => {
        notices.warn(t('document.readOnly.malformed'))
      },
      mac: isMac(),
    }),
  )

  useEffect(
    () =>
      editor?.onAsk('shortcuts', () => {
        setListing(true)
      }),
    [editor],
  )
  useEffect(
    () =>
      editor?.onAsk('view', () => {
        showNextView(editor)
      }),
    [editor],
  )
  useEffect(
    () =>
      editor?.onAsk('find', () => {
        setFinding((asked) => asked + 1)
      }),
    [editor],
  )
  const comment = useCallback(() => {
    setCommenting((asked) => asked + 1)
  }, [])
  useEffect(() => (mayComment ? editor?.onAsk('comment', comment) : undefined), [comment, editor, mayComment])
  useShortcuts({ acts: mayComment && editor !== null ? { comment } : {}, repeating: [] })
  // Wherever on the page the focus is; inside the text the editor has taken the key before it comes here [UI321] [UI328].
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return
      if (event.key === 'F6' && !event.ctrlKey && !event.altKey && !event.metaKey) {
        event.preventDefault()
        // In a dialog the focus stays where it is.
        const { activeElement, body } = window.document
        if (page.current !== null && (activeElement === body || page.current.contains(activeElement)))
          focusNextPart(page.current, event.shiftKey)
        return
      }
      const shortcut = shortcutOf(event, isMac())
      if (shortcut !== 'shortcuts' && shortcut !== 'view' && shortcut !== 'find') return
      event.preventDefault()
      if (shortcut === 'shortcuts') setListing(true)
      else if (shortcut === 'find') setFinding((asked) => asked + 1)
      else if (editor !== null) showNextView(editor)
    }
    window.addEventListener('keydown', pressed)
    return () => {
      window.removeEventListener('keydown', pressed)
    }
  }, [editor])

  // While the connection was away the title may have changed: whoever is greeted again asks for it [DOC332].
  useEffect(
    () =>
      session.onControl((control) => {
        if (control.type === 'title') setTitle(control.title)
        if (control.type === 'moved-twice') notices.warn(t('document.movedTwice'))
        if (control.type === 'hello')
          void api.document(document.id).then((read) => {
            if (read.ok) setTitle(read.value.title)
          })
      }),
    [api, document.id, notices, session, t],
  )

  const mayFollow = permits(role, stage, 'follow')
  const since = useSince(document.id, mayFollow && editor !== null && saved.kind !== 'offline')
  useDecidedMeanwhile(session, editor, membership.member.id)
  useInboxNews(session)
  usePlaceInDocument(editor, saved.kind === 'saved' || saved.kind === 'saving')

  const rename = async (next: string): Promise<boolean> => {
    const renamed = await api.renameDocument(document.id, next)
    if (renamed.ok) setTitle(renamed.value.title)
    return renamed.ok
  }
  const importFile = async (file: File): Promise<void> => {
    const unfit = unfitFile(file)
    if (unfit !== null) {
      notices.warn(t(unfit))
      return
    }
    const imported = await api.importFile(document.id, file.name, file)
    if (!imported.ok) {
      notices.warn(t('document.import.failed', { reason: failureText(imported.error) }))
      return
    }
    const { blocks, warnings } = imported.value
    notices.say([t('document.import.done', { count: blocks }), ...warningLines(messages, warnings)].join(' '))
  }
  const download = useDownload(document.id)
  const goTo = useCallback(
    (person: Present) => {
      editor?.goToCaret(person.clients)
    },
    [editor],
  )
  const keyRefused = useCallback(() => {
    setRefusals((count) => count + 1)
  }, [])

  return (
    <div ref={page} className={css['page']}>
      <div className={css['head']}>
        <DocumentBar
          group={membership.group}
          document={document}
          title={title}
          rename={mayManage || mayWrite ? rename : null}
          stage={stage}
          permission={permissionOf(role, stage)}
          saved={saved}
          people={<PeopleBar people={people} goTo={goTo} />}
          share={
            mayManage
              ? () => {
                  setSharing(true)
                }
              : null
          }
          menu={
            <DocumentMenu
              preview={() => {
                go({ name: 'read', document: document.id })
              }}
              download={download}
              importFile={writing.may && editor !== null ? (file) => void importFile(file) : null}
              mayImport={() => editor?.isEmpty() ?? false}
              showDecisions={
                permits(role, stage, 'follow')
                  ? () => {
                      setShowing('decisions')
                    }
                  : null
              }
              showLate={
                mayManage
                  ? () => {
                      setShowing('late')
                    }
                  : null
              }
              showShortcuts={() => {
                setListing(true)
              }}
            />
          }
        />
      </div>
      {editor !== null && (
        <Tools
          document={editor}
          mayWrite={writing.may}
          maySeeMarks={permits(role, stage, 'follow')}
          mode={mode}
          choose={mayWrite ? setChosenMode : null}
          comment={mayComment ? comment : null}
        />
      )}
      <main className={css['main']} tabIndex={-1}>
        {!writing.may && <ReadOnlyReason why={writing.why} saved={saved} refusals={refusals} />}
        <SetAsideList
          entries={snapshot.setAside}
          letGo={session.letGo}
          insert={writing.may && editor !== null ? editor.insertWords : null}
        />
        <RefusedComments store={threads} group={membership.group.id} />
        <div className={css['sheet']} aria-busy={!ready}>
          {editor !== null ? (
            <DocumentText
              document={editor}
              mayWrite={writing.may}
              suggesting={mode === 'suggest'}
              keyRefused={keyRefused}
            />
          ) : (
            <p className={css['loading']} role="status">
              {t('document.loading')}
            </p>
          )}
        </div>
        {editor !== null && permits(role, stage, 'follow') && (
          <DocumentMargin
            document={editor}
            documentId={document.id}
            group={membership.group.id}
            me={membership.member.id}
            role={role}
            stage={stage}
            threads={threads}
            asked={commenting}
          />
        )}
        {editor !== null && finding > 0 && (
          <FindBar
            document={editor}
            mayWrite={writing.may}
            asked={finding}
            close={() => {
              setFinding(0)
            }}
          />
        )}
        {since.news !== null && editor !== null && mayFollow && (
          <SinceBar
            news={since.news}
            document={editor}
            threads={threads}
            group={membership.group.id}
            me={membership.member.id}
            markSeen={since.markSeen}
          />
        )}
        <OfflineBanner saved={saved} reconnect={session.reconnect} />
      </main>
      <DecisionsDialog
        document={document.id}
        group={membership.group.id}
        permit={permitOf(membership.member.id, role, stage)}
        open={showing === 'decisions'}
        onOpenChange={(open) => {
          setShowing(open ? 'decisions' : null)
        }}
      />
      <LateDialog
        document={document.id}
        group={membership.group.id}
        open={showing === 'late' && mayManage}
        onOpenChange={(open) => {
          setShowing(open ? 'late' : null)
        }}
      />
      <ShortcutsDialog open={listing} onOpenChange={setListing} />
      {shareDialog(sharing, setSharing)}
    </div>
  )
}
