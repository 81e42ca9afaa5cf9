import { defineConfig } from '@playwright/test'

import { findOrInstallBrowser } from './support/browser.ts'

// Chromium's background requests fail without internet access. As root, Chromium needs --no-sandbox.
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]
const asRoot = process.getuid?.() === 0

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  // A missing snapshot is a failure.
  updateSnapshots: 'none',
  // Generous for a busy machine; no test measures time.
  timeout: 90_000,
  expect: { timeout: 15_000, toMatchAriaSnapshot: { pathTemplate: '{testDir}/aria/{arg}{ext}' } },
  workers: 2,
  reporter: [['list']],
  use: {
    locale: 'en-US',
    launchOptions: {
      executablePath: findOrInstallBrowser(),
      args: asRoot ? ['--no-sandbox', ...QUIET] : QUIET,
    },
  },
})
