import { readFileSync } from 'node:fs'
import path from 'node:path'

import { expect, test } from '@playwright/test'

import { ALL_MUTATIONS } from './mutants/all-mutations.ts'

test('the text of every mutation occurs once in its file', () => {
  const root = path.resolve(import.meta.dirname, '..')
  const counts = ALL_MUTATIONS.map(({ control, file, find }) => ({
    control,
    times: readFileSync(path.join(root, file), 'utf8').split(find).length - 1,
  }))
  expect(counts.filter(({ times }) => times !== 1)).toEqual([])
  expect(counts.length).toBeGreaterThanOrEqual(20)
})
