import { lazy, Suspense } from 'react'
import { NoticesProvider } from './controls/notices.tsx'
import { HomeScreen } from './home/home-screen.tsx'
import { InboxProvider } from './inbox/inbox-provider.tsx'
import { JoinScreen } from './join/join-screen.tsx'
import { LocaleProvider, useMessages } from './locale-provider.tsx'
import { importAgain } from './routing/import-again.ts'
import { NavigationProvider, usePlace } from './routing/navigation-provider.tsx'
import type { Navigation } from './routing/navigation.ts'
import { pagePath, type Route } from './routing/route.ts'
import { ServicesProvider, type Services } from './services.tsx'
import { SessionProvider } from './session/session-provider.tsx'
import { NewVersion } from './shell/new-version.tsx'
import { Page } from './shell/page.tsx'
import { ErrorBoundary } from './states/error-boundary.tsx'
import { FailurePage } from './states/failure-page.tsx'

const AuditScreen = lazy(async () => ({
  default: (await importAgain(() => import('./audit/audit-screen.tsx'))).AuditScreen,
}))
const MembersScreen = lazy(async () => ({
  default: (await importAgain(() => import('./members/members-screen.tsx'))).MembersScreen,
}))
const CertificateScreen = lazy(async () => ({
  default: (await importAgain(() => import('./final/certificate-screen.tsx'))).CertificateScreen,
}))
const VerifyScreen = lazy(async () => ({
  default: (await importAgain(() => import('./final/verify-screen.tsx'))).VerifyScreen,
}))
const ReadScreen = lazy(async () => ({
  default: (await importAgain(() => import('./read/read-screen.tsx'))).ReadScreen,
}))
const HistoryScreen = lazy(async () => ({
  default: (await importAgain(() => import('./history/history-screen.tsx'))).HistoryScreen,
}))
const DocumentScreen = lazy(async () => ({
  default: (await importAgain(() => import('./document-screen.tsx'))).DocumentScreen,
}))

/** The whole interface; what reaches outside is given by main. */
export function App(props: { readonly services: Services; readonly navigation: Navigation }) {
  return (
    <ServicesProvider services={props.services}>
      <NavigationProvider navigation={props.navigation}>
        <LocaleProvider>
          <ErrorBoundary>
            <NoticesProvider>
              <SessionProvider>
                <InboxProvider>
                  <Screens />
                  <NewVersion />
                </InboxProvider>
              </SessionProvider>
            </NoticesProvider>
          </ErrorBoundary>
        </LocaleProvider>
      </NavigationProvider>
    </ServicesProvider>
  )
}

function Screens() {
  const { t } = useMessages()
  const { route } = usePlace()
  return (
    // Keyed: while the next page's file is fetched, a page that was left must not live on behind it.
    <Suspense key={pagePath(route)} fallback={<p className="unseen">{t('app.loading')}</p>}>
      <Screen route={route} />
    </Suspense>
  )
}

function Screen({ route }: { readonly route: Route }) {
  switch (route.name) {
    case 'home':
      return <HomeScreen group={route.group} />
    case 'join':
      return <JoinScreen />
    case 'members':
      return <MembersScreen key={route.group} group={route.group} />
    case 'audit':
      return <AuditScreen key={route.group} group={route.group} />
    case 'read':
      return <ReadScreen key={route.document} document={route.document} />
    case 'certificate':
      return <CertificateScreen document={route.document} certificate={route.certificate ?? null} />
    case 'verify':
      return <VerifyScreen certificate={route.certificate ?? null} />
    case 'document':
      return <DocumentScreen key={route.document} document={route.document} />
    case 'history':
      return <HistoryScreen key={route.document} document={route.document} at={route.at} />
    case 'nowhere':
      return (
        <Page>
          <FailurePage
            failure={{ code: 'not-found', status: 404, message: null }}
            onRetry={() => undefined}
          />
        </Page>
      )
  }
}
