import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { chromium } from '@playwright/test'

/** The headless shell comes first: without a window of its own it takes half the CPU time of a whole browser. */
const INSTALLED = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/snap/bin/chromium',
  '/usr/bin/microsoft-edge-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
  'C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe',
]

const log = (text: string) => process.stderr.write(`Browser for the tests: ${text}\n`)

/** The path of Chromium: from PLAYWRIGHT_CHROMIUM_PATH, Playwright's own, or an installed one. */
export function findBrowser(): string | undefined {
  const named = process.env['PLAYWRIGHT_CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`PLAYWRIGHT_CHROMIUM_PATH does not exist: ${named}`)
    return named
  }
  return [chromium.executablePath(), ...INSTALLED].find((candidate) => existsSync(candidate))
}

/**
 * The path of Chromium; installs one if none is found.
 * @throws if no Chromium can be installed
 */
export function findOrInstallBrowser(): string {
  const found = findBrowser()
  if (found !== undefined) return found
  for (const install of [installFromPlaywright, installFromDebian]) {
    install()
    const installed = findBrowser()
    if (installed !== undefined) return installed
  }
  throw new Error('No Chromium found, and installing it failed. Set PLAYWRIGHT_CHROMIUM_PATH.')
}

function installFromPlaywright() {
  const cli = path.join(
    path.dirname(createRequire(import.meta.url).resolve('playwright/package.json')),
    'cli.js',
  )
  attempt('none found, installing Playwright’s Chromium', process.execPath, [cli, 'install', 'chromium'])
}

function installFromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  attempt('updating the Debian package list', 'apt-get', ['update', '-qq'])
  attempt('installing Debian’s headless shell of Chromium', 'apt-get', [
    'install',
    '-y',
    '-qq',
    'chromium-headless-shell',
  ])
}

function attempt(what: string, command: string, args: readonly string[]) {
  log(what)
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 })
  } catch {
    log(`failed: ${command} ${args.join(' ')}`)
  }
}
