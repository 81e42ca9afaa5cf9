import { describe, expect, test } from 'vitest'

import { batchWrites, createLog, type Log } from './logger.ts'

const SECRET = 'canary+secret/"0123456789=='

function linesOf(write: (log: Log) => void, secrets: readonly string[] = [SECRET]): string[] {
  const lines: string[] = []
  write(createLog((line) => lines.push(line), secrets))
  return lines
}

describe('a secret never reaches the log', () => {
  test.each([
    ['plain', SECRET],
    ['percent-encoded', encodeURIComponent(SECRET)],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64url', Buffer.from(SECRET).toString('base64url')],
    ['inside a text', `key=${SECRET}&x`],
  ])('%s', (_, text) => {
    const [line = ''] = linesOf((log) => log.info({ text, deep: { text: [text] } }, text))
    expect(line).toContain('[redacted]')
    expect(line).not.toMatch(/canary|Y2FuYXJ5/)
    expect(JSON.parse(line)).toMatchObject({ level: 'info' })
  })

  test('even if it became known later, for as long as it may be in use', () => {
    const lines: string[] = []
    const log = createLog((line) => lines.push(line), [SECRET])
    const keys = Array.from({ length: 10 }, (_, index) => `renewed-canary-${index}`)
    for (const key of keys) log.conceal([key, 'short'])
    log.info(`${keys.at(-1)} and ${keys.at(-2)}, short, ${SECRET}`)
    expect(lines.join()).toContain('[redacted] and [redacted], short, [redacted]')
  })

  test.each([SECRET, encodeURIComponent(SECRET), 'Signature=canary-of-a-signature'])(
    'not even its beginning, if a long text is truncated in the middle of it: %s',
    (secret) => {
      for (let left = 985; left <= 1000; left += 1) {
        const text = `${'x'.repeat(left - 1)} ${secret} and more`
        const lines = linesOf((log) => {
          log.info({ text, cause: new Error(text) }, text)
          log.info(text)
        })
        expect(lines.join()).not.toContain('cana')
      }
    },
  )

  test('in an error or its cause', () => {
    const error = new Error('failed', { cause: new Error(`with ${SECRET}`) })
    const [line = ''] = linesOf((log) => log.error({ cause: error }, 'request'))
    expect(line).not.toContain('canary')
    expect(JSON.parse(line)).toMatchObject({
      cause: { message: 'failed', cause: { message: 'with [redacted]' } },
    })
  })

  test.each([
    [
      'Authorization: ACS3-HMAC-SHA256 Credential=LTAIabc,SignedHeaders=host,Signature=06563a9e',
      /06563a9e|LTAIabc/,
    ],
    ['GET /?Signature=abcdef%3D&SecurityToken=CAIS123', /abcdef|CAIS123/],
    ['{"x-acs-security-token":"CAIS123"}', /CAIS123/],
    ['the key LTAI5tExampleExample1234 was refused', /LTAI5t/],
    ['the key STS.NUgYrLnoC37mZZCNnAbez1234 was refused', /NUgYrLno/],
  ])('even if it is unknown and only looks like one: %s', (text, secret) => {
    expect(linesOf((log) => log.warn(text), []).join()).not.toMatch(secret)
  })
})

test('control characters cannot forge a line or move the cursor', () => {
  const text = 'a\r\n{"level":"info"}\u001b[2J\u007f\u009b2J\u202e'
  const lines = linesOf((log) => log.info({ text }, text))
  expect(lines).toHaveLength(1)
  expect(lines[0]?.trimEnd()).toMatch(/^[ -~]*$/)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ text, msg: text })
})

test('no line is longer than 4,000 characters', () => {
  const long = 'x'.repeat(100_000)
  const entry = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`field${index}`, long]))
  for (const line of linesOf((log) => {
    log.info(long)
    log.info(entry, long)
    log.error({ cause: new Error(long) })
  })) {
    expect(line.length).toBeLessThanOrEqual(4001)
    expect(JSON.parse(line)).toBeTypeOf('object')
  }
})

function setUpWriter() {
  const written: string[] = []
  const waiting: (() => void)[] = []
  const lines = batchWrites(
    (text) => written.push(text),
    (flush) => waiting.push(flush),
  )
  const runScheduled = () => waiting.splice(0).forEach((flush) => flush())
  return { ...lines, written, runScheduled }
}

test('lines of one batch are written together, in order', () => {
  const { add, written, runScheduled } = setUpWriter()
  add('one\n')
  add('two\n')
  expect(written).toEqual([])
  runScheduled()
  add('three\n')
  runScheduled()
  expect(written).toEqual(['one\ntwo\n', 'three\n'])
})

test('flush writes the buffered lines at once, and only once', () => {
  const { add, flush, written, runScheduled } = setUpWriter()
  add('one\n')
  flush()
  flush()
  expect(written).toEqual(['one\n'])
  runScheduled()
  expect(written).toEqual(['one\n'])
})
