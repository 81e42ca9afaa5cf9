import { QueryClientProvider } from '@tanstack/react-query'
import { Redirect, Route, Switch } from 'wouter'

import { PAGE_PATHS } from '#contract/api.ts'

import { takeFirstData } from './api/bootstrap.ts'
import { createQueryClient } from './api/query-client.ts'
import { MessagesProvider, useMessages } from './i18n/messages.ts'
import { PageBoundary } from './layout/error-boundary.tsx'
import { Layout } from './layout/layout.tsx'
import { lazyComponent } from './lib/lazy-component.ts'
import { ImagesPage } from './pages/images/images-page.tsx'
import { usePreferences } from './preferences/preferences-store.ts'
import { imagesUrl } from './routing/routes.ts'
import { EmptyState } from './ui/empty-state.tsx'

const { Part: MatrixPage } = lazyComponent(
  async () => (await import('./pages/matrix/matrix-page.tsx')).MatrixPage,
)
const { Part: ComparePage } = lazyComponent(
  async () => (await import('./pages/compare/compare-page.tsx')).ComparePage,
)
const { Part: LookupPage } = lazyComponent(
  async () => (await import('./pages/lookup/lookup-page.tsx')).LookupPage,
)
const { Part: ChangesPage } = lazyComponent(
  async () => (await import('./pages/changes/changes-page.tsx')).ChangesPage,
)
const { Part: StatusPage } = lazyComponent(
  async () => (await import('./pages/status/status-page.tsx')).StatusPage,
)
const { Part: ImagePage } = lazyComponent(
  async () => (await import('./pages/image/image-page.tsx')).ImagePage,
)
const { Part: ImageRedirectPage } = lazyComponent(
  async () => (await import('./pages/image/image-redirect-page.tsx')).ImageRedirectPage,
)
const { Part: HelpPage } = lazyComponent(async () => (await import('./pages/help/help-page.tsx')).HelpPage)
const { Part: PreferencesPage } = lazyComponent(
  async () => (await import('./pages/preferences/preferences-page.tsx')).PreferencesPage,
)

/** The cache of answers. */
export const queryClient = createQueryClient()
takeFirstData(document, queryClient)

/** The whole page. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <MessagesProvider>
        {' '}
        <Layout>
          <PageBoundary>
            <Switch>
              <Route path={PAGE_PATHS.home} component={Home} />
              <Route path={PAGE_PATHS.images} component={ImagesPage} />
              <Route path={PAGE_PATHS.image}>
                {({ regionId, imageId }) => (
                  <ImagePage regionId={decodeURIComponent(regionId)} imageId={decodeURIComponent(imageId)} />
                )}
              </Route>
              <Route path={PAGE_PATHS.imageById}>
                {({ imageId }) => <ImageRedirectPage imageId={decodeURIComponent(imageId)} />}
              </Route>
              <Route path={PAGE_PATHS.matrix} component={MatrixPage} />
              <Route path={PAGE_PATHS.compare} component={ComparePage} />
              <Route path={PAGE_PATHS.lookup} component={LookupPage} />
              <Route path={PAGE_PATHS.changes} component={ChangesPage} />
              <Route path={PAGE_PATHS.status} component={StatusPage} />
              <Route path={PAGE_PATHS.preferences} component={PreferencesPage} />
              <Route path={PAGE_PATHS.help} component={HelpPage} />
              <Route component={NotFound} />
            </Switch>
          </PageBoundary>
        </Layout>
      </MessagesProvider>
    </QueryClientProvider>
  )
}

function Home() {
  const last = usePreferences(({ recentRegions }) => recentRegions[0])
  return <Redirect to={imagesUrl(last === undefined ? {} : { region: last })} replace />
}

function NotFound() {
  const { page } = useMessages()
  return (
    <EmptyState title={page.notFoundTitle}>
      <p>{page.notFoundText}</p>
      <a href={imagesUrl()}>{page.toImages}</a>
    </EmptyState>
  )
}
