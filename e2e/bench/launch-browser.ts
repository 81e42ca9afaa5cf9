import { type Browser, chromium } from '@playwright/test'

import { findOrInstallBrowser } from '../support/browser.ts'

/** Starts Chromium without background traffic that would disturb the figures. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findOrInstallBrowser(),
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
}
