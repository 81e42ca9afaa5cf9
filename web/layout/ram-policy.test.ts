import { expect, test } from 'vitest'

import readme from '../../README.md?raw'
import security from '../../SECURITY.md?raw'
import { RAM_POLICY, STRICT_RAM_POLICY } from './ram-policy.ts'

test.each([
  ['README.md', readme, RAM_POLICY],
  ['SECURITY.md', security, STRICT_RAM_POLICY],
])('the policy to copy is the one in %s', (_, document, policy) => {
  const blocks = [...document.matchAll(/```json\n(.*?)```/gs)].map(([, json]): unknown =>
    JSON.parse(json ?? ''),
  )
  expect(blocks).toContainEqual(JSON.parse(policy))
})
