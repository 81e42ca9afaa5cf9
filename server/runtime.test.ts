import { expect, test } from 'vitest'

import { checkRuntime } from './runtime.ts'

test.each(['20.20.2', '22.17.1', '18.0.0'])('Node %s is too old', (version) => {
  expect(() => checkRuntime(version)).toThrow(`this is ${version}`)
})

test.each(['22.18.0', '22.20.0', '24.0.0', '30.1.0'])('Node %s is new enough', (version) => {
  expect(() => checkRuntime(version)).not.toThrow()
})
