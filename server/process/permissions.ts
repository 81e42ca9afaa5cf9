import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'

import { parseCredentials } from '../config/credentials.ts'
import { createReader, type Environment } from '../config/env-reader.ts'
import { findCliProfile, profileNeeds } from '../swas/aliyun-profile.ts'

/** The folders of a process: that of the project, its own, and its user's. */
export type Places = { root: string; cwd: string; home: string }

/** What of the project is read while it runs. */
const OF_PROJECT = ['server', 'node_modules', 'dist', 'package.json']
/** Variables that name a file to read. */
const FILES = [
  'TLS_CERT',
  'TLS_KEY',
  'TOKEN_FILE',
  'PROXY_SECRET_FILE',
  'OIDC_CLIENT_SECRET_FILE',
  'ALIBABA_CLOUD_OIDC_TOKEN_FILE',
]
/** What the metrics of a process are read from. */
const OF_SYSTEM = ['/proc/self/status', '/proc/self/limits', '/proc/self/fd']

/**
 * The options that take from Node all rights but those that this server needs under `env`: no other process, thread,
 * native addon or debugger, and no file but these.
 * @param env with what a `.env` file adds to it
 */
export function grantsOf(env: Environment, { root, cwd, home }: Places): string[] {
  const text = createReader(env).text
  const data = path.resolve(cwd, text('DATA_DIR') ?? '.data')
  const profile = profileGrants(env, home)
  const reads = [
    ...new Set(OF_PROJECT.map((name) => path.join(root, name)).flatMap((name) => [name, realPathOf(name)])),
    path.join(cwd, '.env'),
    ...FILES.map((name) => text(name)).filter((file) => file !== undefined),
    ...OF_SYSTEM,
    ...profile.reads,
  ]
  const socket = /^unix:(.+)$/.exec(text('TRUSTED_PROXY') ?? '')?.[1]
  const writes = [...folder(data), ...(socket === undefined ? [] : [socket]), ...profile.writes]
  return [
    '--permission',
    ...[...reads, ...writes].map((file) => `--allow-fs-read=${path.resolve(cwd, file)}`),
    ...writes.map((file) => `--allow-fs-write=${path.resolve(cwd, file)}`),
    ...(profile.startsProcess ? ['--allow-child-process'] : []),
    // From Node 25 on the net is a right of its own, and a server is nothing without it.
    ...(process.allowedNodeEnvironmentFlags.has('--allow-net') ? ['--allow-net'] : []),
  ]
}

/** Node asks for modules by their real path, wherever links lead to the project or its packages. */
function realPathOf(name: string): string {
  return existsSync(name) ? realpathSync(name) : name
}

/** Node takes a folder that is not there yet for a file, so that what will be in it is named as well. */
function folder(name: string): string[] {
  return [name, path.join(name, '*')]
}

function profileGrants(env: Environment, home: string) {
  const file = findCliProfile(home, {})
  const source = parseCredentials(createReader(env), { hasProfile: file.state !== 'absent', addresses: [] })
  const reads = folder(path.join(home, '.aliyun'))
  // Whether there is one is asked in any case.
  if (source.kind !== 'profile') return { reads, writes: [], startsProcess: false }
  const needs = profileNeeds(file, source.profile)
  return {
    reads: [...reads, ...needs.files.filter((name) => existsSync(name))],
    writes: needs.writesBack ? reads : [],
    startsProcess: needs.startsProcess,
  }
}
