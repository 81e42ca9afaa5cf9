import { type ReactNode, useEffect } from 'react'
import { usePathname } from 'wouter/use-browser-location'

import { PAGE_PATHS } from '#contract/api.ts'

import { useMessages } from '../i18n/messages.ts'
import { useShortcuts } from '../keyboard/use-shortcuts.ts'
import { imagesUrl } from '../routing/routes.ts'
import { LiveRegion } from '../ui/live-region.tsx'
import { Account } from './account.tsx'
import { ConnectionNotice } from './connection-notice.tsx'
import { HeaderMenus } from './header-menus.tsx'
import { LazyDialogs, preloadDialogs } from './lazy-dialogs.tsx'
import { RequireAccess } from './require-access.tsx'
import { SampleBanner } from './sample-banner.tsx'

import classes from './layout.module.css'

export function Layout({ children }: { children: ReactNode }) {
  const { page } = useMessages()
  useShortcuts()
  useEffect(preloadDialogs, [])
  return (
    <>
      <a href="#content" className={classes.skip}>
        {page.skip}
      </a>
      <header>
        <div className={classes.header}>
          <a href={imagesUrl()} className={classes.brand}>
            <Mark />
            {page.product}
          </a>
          <Navigation />
          <HeaderMenus />
          <Account />
        </div>
        <ConnectionNotice />
        <SampleBanner />
      </header>
      <main id="content" tabIndex={-1} className={classes.main}>
        <RequireAccess>{children}</RequireAccess>
      </main>
      <LazyDialogs />
      <LiveRegion />
    </>
  )
}

function Navigation() {
  const { page } = useMessages()
  const path = usePathname()
  const links = [
    [PAGE_PATHS.images, page.images],
    [PAGE_PATHS.matrix, page.matrix],
    [PAGE_PATHS.lookup, page.lookup],
    [PAGE_PATHS.changes, page.changes],
    [PAGE_PATHS.status, page.status],
  ] as const
  return (
    <nav aria-label={page.main} className={classes.navigation}>
      {links.map(([href, label]) => {
        const isCurrent = path.startsWith(href)
        return (
          <a
            key={href}
            href={href}
            data-label={label}
            aria-current={isCurrent ? 'page' : undefined}
            ref={isCurrent ? reveal : null}
          >
            {label}
          </a>
        )
      })}
    </nav>
  )
}

/** On a narrow screen the links scroll sideways; keeps the current one visible. */
function reveal(link: HTMLElement | null) {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** Two stacked disks in a frame. */
function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" className={classes.mark}>
      <rect x="2" y="2" width="20" height="20" rx="6" fill="currentColor" />
      <path
        d="M6.5 8.5h11M6.5 12h11M6.5 15.5h7"
        stroke="var(--mantine-color-body)"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  )
}
