import { expect, test } from 'vitest'

import { gatherLines } from './batch-writes.ts'

function setUp() {
  const written: string[] = []
  const waiting: (() => void)[] = []
  const lines = gatherLines(
    (text) => written.push(text),
    (flush) => waiting.push(flush),
  )
  const passMoment = () => waiting.splice(0).forEach((flush) => flush())
  return { ...lines, written, passMoment }
}

test('lines of one moment are written together, in their order', () => {
  const { add, written, passMoment } = setUp()
  add('one\n')
  add('two\n')
  expect(written).toEqual([])
  passMoment()
  add('three\n')
  passMoment()
  expect(written).toEqual(['one\ntwo\n', 'three\n'])
})

test('what was gathered is written at once where the process ends, and not twice', () => {
  const { add, flush, written, passMoment } = setUp()
  add('one\n')
  flush()
  flush()
  expect(written).toEqual(['one\n'])
  passMoment()
  expect(written).toEqual(['one\n'])
})
