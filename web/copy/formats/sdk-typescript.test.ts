import { $OpenApiUtil } from '@alicloud/openapi-core'
import { CreateInstancesRequest } from '@alicloud/swas-open20200601'
import { API } from 'typescript/unstable/sync'
import { expect, test } from 'vitest'

import { LIVE, SAMPLE, WORDPRESS, WORDPRESS_ABROAD } from './formats.fixtures.ts'
import { snippetOf } from './formats.ts'

const FOLDER = new URL('snippet/', import.meta.url).pathname

/** Compiler errors for a program in this folder, with the official SDK installed. */
function complaintsOf(program: string): string[] {
  const files = new Map([
    [`${FOLDER}main.ts`, program],
    [
      `${FOLDER}tsconfig.json`,
      JSON.stringify({
        compilerOptions: {
          module: 'commonjs',
          target: 'es2022',
          strict: true,
          esModuleInterop: true,
          types: ['node'],
        },
        files: ['main.ts'],
      }),
    ],
  ])
  const api = new API({
    fs: { readFile: (name) => files.get(name), fileExists: (name) => (files.has(name) ? true : undefined) },
  })
  try {
    using snapshot = api.updateSnapshot({ openProjects: [`${FOLDER}tsconfig.json`] })
    const [project] = snapshot.getProjects()
    if (project === undefined) throw new Error('The compiler opened no project')
    const { program } = project
    return [
      ...program.getProgramDiagnostics(),
      ...program.getSyntacticDiagnostics(`${FOLDER}main.ts`),
      ...program.getSemanticDiagnostics(`${FOLDER}main.ts`),
    ].map(({ text }) => text)
  } finally {
    api.close()
  }
}

test('the TypeScript compiler accepts the SDK call', () => {
  const { text } = snippetOf('sdk-typescript', [WORDPRESS, WORDPRESS_ABROAD], SAMPLE)
  expect(complaintsOf(text)).toEqual([])
  expect(complaintsOf(text.replace('client.createInstances', 'client.createInstance'))).toEqual([
    expect.stringContaining("Property 'createInstance' does not exist"),
  ])
})

test('the parameters exist in the SDK, which ignores unknown ones', () => {
  const { text } = snippetOf('sdk-typescript', [WORDPRESS], LIVE)
  const keysOf = (pattern: RegExp) => (pattern.exec(text)?.[1] ?? '').match(/[a-z]+(?=[,:]| \})/gi)
  expect(Object.keys(CreateInstancesRequest.names())).toEqual(
    expect.arrayContaining(keysOf(/CreateInstancesRequest\((\{.*?\})\)/s) ?? []),
  )
  expect(keysOf(/CreateInstancesRequest\((\{.*?\})\)/s)).toContain('planId')
  expect(Object.keys($OpenApiUtil.Config.names())).toEqual(
    expect.arrayContaining(['credential', 'endpoint', 'readTimeout']),
  )
})
