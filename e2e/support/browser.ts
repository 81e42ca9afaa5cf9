import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

import { chromium } from '@playwright/test'

const INSTALLED = [
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

const say = (text: string) => process.stderr.write(`Browser for the tests: ${text}\n`)

/** The path of a Chromium to drive: the one that is named, Playwright's own, an installed one, else none. */
export function findBrowser(): string | undefined {
  const named = process.env['PLAYWRIGHT_CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`PLAYWRIGHT_CHROMIUM_PATH names ${named}, which does not exist.`)
    return named
  }
  return [chromium.executablePath(), ...INSTALLED].find((candidate) => existsSync(candidate))
}

/**
 * The path of a Chromium to drive; installs one where there is none, and says so.
 * @throws Error that says what to do, where none can be had.
 */
export function findOrInstallBrowser(): string {
  const found = findBrowser()
  if (found !== undefined) return found
  for (const install of [installPlaywrights, installDebians]) {
    install()
    const installed = findBrowser()
    if (installed !== undefined) return installed
  }
  throw new Error('No Chromium was found or could be installed: set PLAYWRIGHT_CHROMIUM_PATH to one.')
}

function installPlaywrights() {
  const cli = path.join(
    path.dirname(createRequire(import.meta.url).resolve('playwright/package.json')),
    'cli.js',
  )
  attempt('none found; installing the one of Playwright', process.execPath, [cli, 'install', 'chromium'])
}

function installDebians() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  attempt('reading the list of Debian packages', 'apt-get', ['update', '-qq'])
  attempt('installing the chromium of Debian', 'apt-get', ['install', '-y', '-qq', 'chromium'])
}

function attempt(what: string, command: string, args: readonly string[]) {
  say(what)
  try {
    execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 })
  } catch {
    say(`that failed (${command} ${args.join(' ')})`)
  }
}
