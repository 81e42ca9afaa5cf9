import { defineConfig } from '@playwright/test'

import { findOrInstallBrowser } from './browser.ts'

// On a closed network Chromium's own background calls would be refused by the hundred; as root it has no sandbox.
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
  // Patience for a loaded machine; a test that fails does so at the 5 s of its expectation.
  timeout: 90_000,
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
