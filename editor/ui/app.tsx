import { NoticesProvider } from './controls/notices.tsx'
import { InboxProvider } from './inbox/inbox-provider.tsx'
import { LocaleProvider } from './locale-provider.tsx'
import { NavigationProvider, usePlace } from './routing/navigation-provider.tsx'
import type { Navigation } from './routing/navigation.ts'
import { pagePath, type Route } from './routing/route.ts'
import { useArrival } from './routing/use-arrival.ts'
import { ServicesProvider, type Services } from './services.tsx'
import { SessionProvider } from './session/session-provider.tsx'
import { NewVersion } from './shell/new-version.tsx'
import { laterScreen } from './shell/later-screen.tsx'
import { Page } from './shell/page.tsx'
import { ErrorBoundary } from './states/error-boundary.tsx'
import { FailurePage } from './states/failure-page.tsx'

const HomeScreen = laterScreen(async () => (await import('./home/home-screen.tsx')).HomeScreen, ['group'])
const JoinScreen = laterScreen(async () => (await import('./join/join-screen.tsx')).JoinScreen, ['group'])
const AuditScreen = laterScreen(
  async () => (await import('./audit/audit-screen.tsx')).AuditScreen,
  ['group', 'audit'],
)
const MembersScreen = laterScreen(
  async () => (await import('./members/members-screen.tsx')).MembersScreen,
  ['group'],
)
const CertificateScreen = laterScreen(
  async () => (await import('./final/certificate-screen.tsx')).CertificateScreen,
  ['group', 'final', 'audit'],
)
const VerifyScreen = laterScreen(
  async () => (await import('./final/verify-screen.tsx')).VerifyScreen,
  ['text', 'final'],
)
const ReadScreen = laterScreen(
  async () => (await import('./read/read-screen.tsx')).ReadScreen,
  ['text', 'group'],
)
const HistoryScreen = laterScreen(
  async () => (await import('./history/history-screen.tsx')).HistoryScreen,
  ['text', 'history'],
)
const DocumentScreen = laterScreen(
  async () => (await import('./document-screen.tsx')).DocumentScreen,
  ['text'],
)

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
  const { route } = usePlace()
  useArrival(pagePath(route))
  return <Screen route={route} />
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
