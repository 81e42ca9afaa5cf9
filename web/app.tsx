import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { Redirect, Route, Switch } from 'wouter'

import { createQueryClient } from './api/query-client.ts'
import { BrowsePage } from './browse/browse-page.tsx'
import { imagesUrl, PATHS } from './location/routes.ts'
import { useMessages } from './messages/messages.ts'
import { usePreferences } from './preferences/preferences.ts'
import { PageBoundary } from './shell/page-boundary.tsx'
import { Shell } from './shell/shell.tsx'
import { theme } from './theme.ts'
import { EmptyState } from './ui/empty-state.tsx'

const queryClient = createQueryClient()

/** The whole page. `nonce` lets the style elements of Mantine through the Content-Security-Policy. */
export function App({ nonce }: { nonce: string }) {
  const colorScheme = usePreferences((preferences) => preferences.colorScheme)
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme={colorScheme}
      getStyleNonce={() => nonce}
      deduplicateInlineStyles
    >
      <QueryClientProvider client={queryClient}>
        <Shell>
          <PageBoundary>
            <Switch>
              <Route path={PATHS.home} component={Home} />
              <Route path={PATHS.images} component={BrowsePage} />
              <Route component={NotFound} />
            </Switch>
          </PageBoundary>
        </Shell>
      </QueryClientProvider>
    </MantineProvider>
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
