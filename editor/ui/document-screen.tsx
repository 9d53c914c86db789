import { useCallback, useEffect } from 'react'
import type { ApiDocument, ApiJoined } from '#core/protocol/api.ts'
import { SCHEMA_HASH } from '#core/schema/schema-hash.ts'
import { openDocumentSession, type DocumentSession } from '../sync/document-session.ts'
import { openThreadStore, type ThreadStore } from '../sync/threads/thread-store.ts'
import { askBeforeLoss, closeWhenSafe } from './document/close-when-safe.ts'
import { DocumentPage } from './document/document-page.tsx'
import { Held, useHeld } from './document/held.ts'
import { ShareDialog } from './document/later-parts.ts'
import { useLoaded } from './loaded.ts'
import { useServices } from './services.tsx'
import { membershipOf, useSession } from './session/session-provider.tsx'
import { laterScreen } from './shell/later-screen.tsx'
import { Page } from './shell/page.tsx'
import { FailurePage } from './states/failure-page.tsx'

const ReadScreen = laterScreen(
  async () => (await import('./read/read-screen.tsx')).ReadScreen,
  ['text', 'group'],
)

/** Finds out what the address names and who is asking, then shows the editor, or to viewers the light page. */
export function DocumentScreen({ document: id }: { readonly document: string }) {
  const { api } = useServices()
  const { state, refresh } = useSession()
  const load = useCallback(() => api.document(id), [api, id])
  const [document, reload] = useLoaded(load)
  if (state.kind === 'loading' || document.kind === 'loading') return <Page>{null}</Page>
  if (document.kind === 'failed') {
    return (
      <Page>
        <FailurePage failure={document.failure} onRetry={() => void Promise.all([reload(), refresh()])} />
      </Page>
    )
  }
  const membership = membershipOf(state, document.value.group)
  if (membership === null) {
    const failure =
      state.kind === 'failed' ? state.failure : ({ code: 'forbidden', status: 403, message: null } as const)
    return (
      <Page>
        <FailurePage failure={failure} onRetry={() => void refresh()} />
      </Page>
    )
  }
  if (membership.member.role === 'viewer') return <ReadScreen document={id} />
  return <OpenedDocument document={document.value} membership={membership} />
}

/** One session for each member and document, however often React renders and mounts. */
const sessions = new Held<string, DocumentSession>(closeWhenSafe)

/** Its discussions, likewise. */
const threadStores = new Held<string, ThreadStore>((threads) => {
  void threads.close()
})

interface OpenedDocumentProps {
  readonly document: ApiDocument
  readonly membership: ApiJoined
}

function OpenedDocument({ document, membership }: OpenedDocumentProps) {
  const { api, sync, store, answers, threads: keep, now } = useServices()
  const member = membership.member.id
  const session = useHeld(sessions, `${member}/${document.id}`, () =>
    openDocumentSession({
      ...sync,
      schema: SCHEMA_HASH,
      store,
      answers,
      now,
      document: document.id,
      member,
    }),
  )
  const threads = useHeld(threadStores, `${member}/${document.id}`, () =>
    openThreadStore({
      document: document.id,
      member,
      calls: api.threads,
      keep,
      onControl: session.onControl,
      epoch: null,
      network: sync.network,
      now,
      createId: sync.createId,
    }),
  )
  useEffect(() => (session === null ? undefined : askBeforeLoss(session)), [session])
  if (session === null) return null
  return (
    <DocumentPage
      document={document}
      membership={membership}
      session={session}
      threads={threads}
      shareDialog={(open, setOpen) => (
        <ShareDialog open={open} onOpenChange={setOpen} document={document} membership={membership} />
      )}
    />
  )
}
