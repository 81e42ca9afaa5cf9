import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'

import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { buildPage } from '../testing/spawn-server.ts'

let folder: string

beforeAll(buildPage, 60_000)
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parent-exit-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Starts the server as npm does: from a shell that waits for it. Resolves once the server prints its address. */
async function openByShell(env: Record<string, string>) {
  const start = path.join(import.meta.dirname, '../start.ts')
  const shell = spawn('sh', ['-c', `'${process.execPath}' '${start}'; exit`], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, PORT: '0', SWAS_SWEEP: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = text(shell.stderr)
  await once(shell.stdout, 'data')
  return { shell, log }
}

test.runIf(process.platform !== 'win32')(
  'a signal that npm sends to its shell stops the server',
  async () => {
    const { shell, log } = await openByShell({ npm_lifecycle_event: 'start' })
    shell.kill('SIGTERM')
    // The server keeps both streams open until it exits.
    await once(shell, 'close')
    const lines = (await log).trim().split('\n')
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ msg: 'stopping' })
  },
)
