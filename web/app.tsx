import { QueryClientProvider } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import { usePathname } from 'wouter/use-browser-location'

import { PAGE_PATHS } from '#contract/api.ts'

import { takeBootstrap } from './api/bootstrap.ts'
import { createQueryClient } from './api/query-client.ts'
import { MessagesProvider, useMessages } from './i18n/messages.ts'
import { PageErrorBoundary } from './layout/error-boundary.tsx'
import { Layout } from './layout/layout.tsx'
import { lazyComponent } from './lib/lazy-component.ts'
import { ImagesPage } from './pages/images/images-page.tsx'
import { usePreferences } from './preferences/preferences-store.ts'
import { Redirect } from './routing/redirect.tsx'
import { imagesUrl, matchPath, type PathParameters } from './routing/routes.ts'
import { EmptyState } from './ui/empty-state.tsx'

/** The image list is part of the entry file; every other page loads when it is opened. */
const ROUTES: readonly (readonly [path: string, Page: ComponentType<PathParameters>])[] = [
  [PAGE_PATHS.home, Home],
  [PAGE_PATHS.images, ImagesPage],
  [PAGE_PATHS.image, lazyPage(async () => (await import('./pages/image/image-page.tsx')).ImagePage)],
  [
    PAGE_PATHS.imageById,
    lazyPage(async () => (await import('./pages/image/image-redirect-page.tsx')).ImageRedirectPage),
  ],
  [PAGE_PATHS.matrix, lazyPage(async () => (await import('./pages/matrix/matrix-page.tsx')).MatrixPage)],
  [PAGE_PATHS.compare, lazyPage(async () => (await import('./pages/compare/compare-page.tsx')).ComparePage)],
  [PAGE_PATHS.lookup, lazyPage(async () => (await import('./pages/lookup/lookup-page.tsx')).LookupPage)],
  [PAGE_PATHS.changes, lazyPage(async () => (await import('./pages/changes/changes-page.tsx')).ChangesPage)],
  [PAGE_PATHS.status, lazyPage(async () => (await import('./pages/status/status-page.tsx')).StatusPage)],
  [
    PAGE_PATHS.preferences,
    lazyPage(async () => (await import('./pages/preferences/preferences-page.tsx')).PreferencesPage),
  ],
  [PAGE_PATHS.help, lazyPage(async () => (await import('./pages/help/help-page.tsx')).HelpPage)],
]

function lazyPage(load: () => Promise<ComponentType<PathParameters>>) {
  return lazyComponent(load).Component
}

export const queryClient = createQueryClient()
takeBootstrap(document, queryClient)

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <MessagesProvider>
        <Layout>
          <PageErrorBoundary>
            <CurrentPage />
          </PageErrorBoundary>
        </Layout>
      </MessagesProvider>
    </QueryClientProvider>
  )
}

function CurrentPage() {
  const pathname = usePathname()
  for (const [path, Page] of ROUTES) {
    const parameters = matchPath(path, pathname)
    if (parameters !== undefined) return <Page {...parameters} />
  }
  return <NotFound />
}

function Home() {
  const lastRegion = usePreferences(({ recentRegions }) => recentRegions[0])
  return <Redirect to={imagesUrl(lastRegion === undefined ? {} : { region: lastRegion })} />
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
