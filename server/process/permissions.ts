import { existsSync, realpathSync } from 'node:fs'
import path from 'node:path'

import { parseCredentials } from '../config/credentials.ts'
import { createEnvReader, type Environment } from '../config/env-reader.ts'
import { findCliProfile, profileNeeds } from '../swas/aliyun-profile.ts'

/** The folders of a process: the project, the working directory and the user's home. */
export type Paths = { root: string; cwd: string; home: string }

/** What the running server reads of the project. */
const PROJECT_PATHS = ['server', 'node_modules', 'dist', 'package.json']
/** Variables that name a file to read. */
const FILE_VARIABLES = [
  'TLS_CERT',
  'TLS_KEY',
  'TOKEN_FILE',
  'PROXY_SECRET_FILE',
  'OIDC_CLIENT_SECRET_FILE',
  'ALIBABA_CLOUD_OIDC_TOKEN_FILE',
]
/** Sources of the process metrics. */
const PROC_PATHS = ['/proc/self/status', '/proc/self/limits', '/proc/self/fd']

/**
 * Flags for Node's permission model: the server may read and write only the files it needs under `env`, and gets no
 * other process, thread, native addon or debugger.
 * @param env includes what the `.env` file adds
 */
export function permissionFlags(env: Environment, { root, cwd, home }: Paths): string[] {
  const text = createEnvReader(env).text
  const data = path.resolve(cwd, text('DATA_DIR') ?? '.data')
  const profile = profilePermissions(env, home)
  const reads = [
    ...new Set(
      PROJECT_PATHS.map((name) => path.join(root, name)).flatMap((file) => [file, realPathOf(file)]),
    ),
    path.join(cwd, '.env'),
    ...FILE_VARIABLES.map((name) => text(name)).filter((file) => file !== undefined),
    ...PROC_PATHS,
    ...profile.reads,
  ]
  const socket = /^unix:(.+)$/.exec(text('TRUSTED_PROXY') ?? '')?.[1]
  const writes = [...folder(data), ...(socket === undefined ? [] : [socket]), ...profile.writes]
  return [
    '--permission',
    ...[...reads, ...writes].map((file) => `--allow-fs-read=${path.resolve(cwd, file)}`),
    ...writes.map((file) => `--allow-fs-write=${path.resolve(cwd, file)}`),
    ...(profile.startsProcess ? ['--allow-child-process'] : []),
    // From Node 25 on, network access is a permission too, and a server needs it.
    ...(process.allowedNodeEnvironmentFlags.has('--allow-net') ? ['--allow-net'] : []),
  ]
}

/** Node checks modules by their real path, wherever links lead to the project or its packages. */
function realPathOf(file: string): string {
  return existsSync(file) ? realpathSync(file) : file
}

/** Node takes a folder that does not exist yet for a file, so its future content has to be named as well. */
function folder(name: string): string[] {
  return [name, path.join(name, '*')]
}

function profilePermissions(env: Environment, home: string) {
  const file = findCliProfile(home, {})
  const hasProfile = file.state !== 'absent'
  const credentials = parseCredentials(createEnvReader(env), { hasProfile, addresses: [] })
  const reads = folder(path.join(home, '.aliyun'))
  // The server checks in any case whether a profile exists.
  if (credentials.kind !== 'profile') return { reads, writes: [], startsProcess: false }
  const needs = profileNeeds(file, credentials.profile)
  return {
    reads: [...reads, ...needs.files.filter((name) => existsSync(name))],
    writes: needs.writesBack ? reads : [],
    startsProcess: needs.startsProcess,
  }
}
