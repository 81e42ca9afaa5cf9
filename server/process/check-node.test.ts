import { spawnSync } from 'node:child_process'
import path from 'node:path'

import { expect, test } from 'vitest'

import manifest from '../../package.json' with { type: 'json' }

const GUARD = path.join(import.meta.dirname, 'check-node.cjs')

/** Runs the guard on a Node.js that reports this version. */
function checkAs(version: string) {
  const script = `
    Object.defineProperty(process, 'versions', { value: { node: ${JSON.stringify(version)} } })
    require(${JSON.stringify(GUARD)})
  `
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--eval', script], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test.each(['14.21.3', '18.0.0', '20.20.2', '22.17.1'])('Node.js %s is refused in one sentence', (version) => {
  expect(checkAs(version)).toEqual({
    status: 78,
    stdout: '',
    stderr:
      `Node.js 22.18 or later is required, and this is ${version}: ` +
      'install a newer one, or run npm ci, which installs one for npm start.\n',
  })
})

test.each(['22.18.0', '22.20.0', '24.0.0', '30.1.0'])('Node.js %s is accepted', (version) => {
  expect(checkAs(version)).toEqual({ status: 0, stdout: '', stderr: '' })
})

test('npm start checks the version before it loads TypeScript', () => {
  expect(manifest.scripts.start).toMatch(/^node server\/process\/check-node\.cjs && node .*server\/start\.ts/)
})
