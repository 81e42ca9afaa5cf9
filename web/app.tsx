import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Redirect, Route, Switch } from 'wouter'

import { takeFirstData } from './api/first-data.ts'
import { createQueryClient } from './api/query-client.ts'
import { BrowsePage } from './browse/browse-page.tsx'
import { imagesUrl, PATHS } from './location/routes.ts'
import { Spoken, useMessages } from './messages/messages.ts'
import { usePreferences } from './preferences/preferences.ts'
import { PageBoundary } from './shell/page-boundary.tsx'
import { Shell } from './shell/shell.tsx'
import { EmptyState } from './ui/empty-state.tsx'

const MatrixPage = lazy(() =>
  import('./matrix/matrix-page.tsx').then(({ MatrixPage }) => ({ default: MatrixPage })),
)
const ComparePage = lazy(() =>
  import('./matrix/compare-page.tsx').then(({ ComparePage }) => ({ default: ComparePage })),
)
const LookupPage = lazy(() =>
  import('./lookup/lookup-page.tsx').then(({ LookupPage }) => ({ default: LookupPage })),
)
const ChangesPage = lazy(() =>
  import('./changes/changes-page.tsx').then(({ ChangesPage }) => ({ default: ChangesPage })),
)
const StatusPage = lazy(() =>
  import('./status/status-page.tsx').then(({ StatusPage }) => ({ default: StatusPage })),
)
const ImagePage = lazy(() =>
  import('./image/image-page.tsx').then(({ ImagePage }) => ({ default: ImagePage })),
)
const ImageByIdPage = lazy(() =>
  import('./image/image-by-id-page.tsx').then(({ ImageByIdPage }) => ({ default: ImageByIdPage })),
)
const HelpPage = lazy(() => import('./help/help-page.tsx').then(({ HelpPage }) => ({ default: HelpPage })))
const PreferencesPage = lazy(() =>
  import('./preferences/preferences-page.tsx').then(({ PreferencesPage }) => ({ default: PreferencesPage })),
)

/** The cache of answers. */
export const queryClient = createQueryClient()
takeFirstData(document, queryClient)

/** The whole page. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Spoken>
        {' '}
        <Shell>
          <PageBoundary>
            <Suspense fallback={null}>
              <Switch>
                <Route path={PATHS.home} component={Home} />
                <Route path={PATHS.images} component={BrowsePage} />
                <Route path={PATHS.image}>
                  {({ regionId, imageId }) => (
                    <ImagePage
                      regionId={decodeURIComponent(regionId)}
                      imageId={decodeURIComponent(imageId)}
                    />
                  )}
                </Route>
                <Route path={PATHS.imageById}>
                  {({ imageId }) => <ImageByIdPage imageId={decodeURIComponent(imageId)} />}
                </Route>
                <Route path={PATHS.matrix} component={MatrixPage} />
                <Route path={PATHS.compare} component={ComparePage} />
                <Route path={PATHS.lookup} component={LookupPage} />
                <Route path={PATHS.changes} component={ChangesPage} />
                <Route path={PATHS.status} component={StatusPage} />
                <Route path={PATHS.preferences} component={PreferencesPage} />
                <Route path={PATHS.help} component={HelpPage} />
                <Route component={NotFound} />
              </Switch>
            </Suspense>
          </PageBoundary>
        </Shell>
      </Spoken>
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
