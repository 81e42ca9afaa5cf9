import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { readPages } from './built-page.ts'

let folder = ''

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pages-'))
  mkdirSync(path.join(folder, 'assets'))
  const files = {
    'index.html': '<!-- preloads --><i nonce="__CSP_NONCE__"><b nonce="__CSP_NONCE__"><!-- first data -->',
    'assets/index-abc.js': 'script',
    'assets/index-abc.js.br': brotliCompressSync('script'),
    'assets/index-abc.js.map': 'secret',
    'assets/plain-abc.css': 'style',
    'favicon.svg': '<svg/>',
    '.env': 'secret',
    '.preloads.json': JSON.stringify({
      '/matrix': ['/assets/m.js', '/assets/m.css'],
      'zh-CN': ['/assets/zh.js'],
    }),
    'notes.md': 'secret',
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content)
})
afterAll(() => rmSync(folder, { recursive: true }))

const ask = (name: string, acceptEncoding?: string, ifNoneMatch?: string) =>
  readPages(folder).asset(name, { acceptEncoding, ifNoneMatch })

test('only built files of known types are served', () => {
  expect(new Set(readPages(folder).assetPaths)).toEqual(
    new Set(['/assets/index-abc.js', '/assets/plain-abc.css', '/favicon.svg']),
  )
})

const ORIGIN = 'https://images.example'
const IN_ENGLISH = { pagePath: '/images', lang: undefined, acceptLanguage: undefined, origin: ORIGIN }
const documentWith = (bootstrap: string | null, acceptEncoding?: string) =>
  readPages(folder).document({ nonce: 'N', bootstrap, acceptEncoding, ...IN_ENGLISH })

test('the nonce replaces every placeholder in the document', async () => {
  expect(await (await documentWith(null)).text()).toBe('<i nonce="N"><b nonce="N">')
})

test('the link preview has an absolute image URL', async () => {
  const other = mkdtempSync(path.join(tmpdir(), 'pages-'))
  const html =
    '<meta\n property="og:image"\n content="/icons/a.png"><link href="/icons/a.png"><!-- first data -->'
  writeFileSync(path.join(other, 'index.html'), html)
  const wishes = {
    nonce: 'N',
    bootstrap: '{"a":"property=\\"og:image\\" content=\\"/"}',
    acceptEncoding: undefined,
  }
  const text = await (await readPages(other).document({ ...wishes, ...IN_ENGLISH })).text()
  rmSync(other, { recursive: true })
  expect(text).toContain('content="https://images.example/icons/a.png"><link href="/icons/a.png">')
  expect(text.split('https://images.example')).toHaveLength(2)
})

test('embedded data cannot close its element, receive a nonce, or act as a replacement pattern', async () => {
  const data = {
    name: '</script><script>alert(1)</script><!-- <script>',
    nonce: '__CSP_NONCE__',
    text: "$&$'",
  }
  const text = await (await documentWith(JSON.stringify(data))).text()
  const block =
    /^<i nonce="N"><b nonce="N"><script type="application\/json" id="first-data">([^<]*)<\/script>$/.exec(
      text,
    )
  expect(JSON.parse(block?.[1] ?? '')).toEqual(data)
})

test.each([
  ['/matrix', undefined, 'en-US,en;q=0.9,zh;q=0.8', ['/assets/m.js', '/assets/m.css']],
  ['/matrix', undefined, undefined, ['/assets/m.js', '/assets/m.css']],
  ['/images', undefined, 'fr, zh-TW;q=0.9, en;q=0.8', ['/assets/zh.js']],
  ['/images', 'zh-CN', 'en', ['/assets/zh.js']],
  ['/images', 'en', 'zh-CN', []],
  ['/matrix', undefined, 'zh', ['/assets/m.js', '/assets/m.css', '/assets/zh.js']],
])(
  'the document of %s in %s (%s) preloads the files it needs',
  async (pagePath, lang, acceptLanguage, files) => {
    const wishes = {
      nonce: 'N',
      bootstrap: null,
      acceptEncoding: undefined,
      pagePath,
      lang,
      acceptLanguage,
      origin: ORIGIN,
    }
    const text = await (await readPages(folder).document(wishes)).text()
    const links = text.matchAll(/<link rel="(modulepreload|stylesheet)" crossorigin href="([^"]*)">/g)
    expect([...links].map(([, , file]) => file)).toEqual(files)
    expect(text.replaceAll(/<link[^>]*>/g, '')).toBe('<i nonce="N"><b nonce="N">')
  },
)

test('the document is compressed if the client accepts it, and never cached', async () => {
  const response = await documentWith('{}', 'br')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('content-encoding')).toBe('br')
  expect(brotliDecompressSync(await response.arrayBuffer()).toString()).toBe(
    await (await documentWith('{}')).text(),
  )
})

test('a file is served precompressed if the client accepts it', async () => {
  const response = ask('/assets/index-abc.js', 'gzip, br')
  expect(response.headers.get('content-encoding')).toBe('br')
  expect(Buffer.from(await response.arrayBuffer())).toEqual(brotliCompressSync('script'))
  expect(await ask('/assets/index-abc.js', 'gzip').text()).toBe('script')
  expect(await ask('/assets/plain-abc.css', 'br').text()).toBe('style')
})

test('a file with a hashed name is cached permanently, any other is revalidated', () => {
  expect(ask('/assets/plain-abc.css').headers.get('cache-control')).toContain('immutable')
  const icon = ask('/favicon.svg')
  expect([icon.headers.get('cache-control'), icon.headers.get('content-type')]).toEqual([
    'no-cache',
    'image/svg+xml; charset=utf-8',
  ])
  expect(ask('/favicon.svg', undefined, icon.headers.get('etag') ?? '').status).toBe(304)
})

test('without a built page, an error says how to build it', () => {
  expect(() => readPages(path.join(folder, 'assets'))).toThrow(/Run npm run build/)
})
