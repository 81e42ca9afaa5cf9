import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

import * as v from 'valibot'

import { BOOTSTRAP_ID } from '#contract/bootstrap.ts'

import { PRELOADS_FILE } from '../../build/preload-manifest-plugin.ts'
import { StartError } from '../../config/errors.ts'
import { chooseEncoding, compress, type Encoding } from '../compression.ts'
import { documentHeaders, HASHED_ASSET_HEADERS, NAMED_ASSET_HEADERS } from '../middleware/security-headers.ts'
import { chooseLanguage } from '../request.ts'
import { matchesTag } from '../response.ts'

/** A built file in each encoding. */
type Asset = { headers: Record<string, string>; bodies: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>> }

type AssetOptions = { acceptEncoding: string | undefined; ifNoneMatch: string | undefined }

/** `bootstrap`: JSON to embed, or null. */
export type DocumentOptions = {
  nonce: string
  bootstrap: string | null
  acceptEncoding: string | undefined
  /** The origin as the browser sees it: `https://images.example`. */
  origin: string
  /** The page's path in the route table. */
  pagePath: string
  lang: string | undefined
  acceptLanguage: string | undefined
}

/** The built page, entirely in memory. No other file can be requested. */
export type Pages = {
  /** Paths of the built files other than the document. */
  assetPaths: readonly string[]
  /** The HTML document with its own nonce and data. */
  document(wishes: DocumentOptions): Promise<Response>
  /** The built file at one of `assetPaths`. */
  asset(path: string, wishes: AssetOptions): Response
}

/** Vite writes it in place of a nonce: `html.cspNonce` in vite.config.ts. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__'

/** Marks in index.html for the preload links and the bootstrap data. */
const PRELOADS_PLACEHOLDER = '<!-- preloads -->'
const DATA_PLACEHOLDER = '<!-- first data -->'

/** Link previews need an absolute address (the Open Graph protocol). */
const PREVIEW_IMAGE = /(?<=property="og:image"\s+content=")(?=\/)/

const MEDIA_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
}

/** Compressed files that the build writes next to each file. */
const COMPRESSED: Partial<Record<string, Encoding>> = { '.br': 'br', '.gz': 'gzip' }

/** @throws StartError if the page is not built */
export function readPages(folder: string): Pages {
  const documentFile = path.join(folder, 'index.html')
  if (!existsSync(documentFile)) {
    throw new StartError(
      `The page is not built: ${documentFile} is missing. Run npm run build, or npm start.`,
    )
  }
  const html = readFileSync(documentFile, 'utf8')
  const assets = readAssets(folder)
  const preloads = readPreloads(path.join(folder, PRELOADS_FILE))
  return {
    assetPaths: [...assets.keys()],
    document: (wishes) => sendDocument(html, preloadLinks(preloads, wishes), wishes),
    asset: (name, wishes) => {
      const asset = assets.get(name)
      if (asset === undefined) throw new Error(`No built file is at ${name}.`)
      return sendAsset(asset, wishes)
    },
  }
}

async function sendDocument(
  html: string,
  links: string,
  { nonce, bootstrap, acceptEncoding, origin }: DocumentOptions,
): Promise<Response> {
  const text = html
    .replace(PREVIEW_IMAGE, () => origin)
    .replace(PRELOADS_PLACEHOLDER, links)
    .replaceAll(NONCE_PLACEHOLDER, nonce)
    // After the nonces are filled in, so the data cannot get one.
    .replace(DATA_PLACEHOLDER, () => (bootstrap === null ? '' : dataBlock(bootstrap)))
  const encoding = chooseEncoding(acceptEncoding)
  return new Response(await compress(text, encoding), {
    headers: {
      ...documentHeaders(nonce),
      Vary: 'Accept-Encoding',
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    },
  })
}

/** A data block (HTML, "The script element") is never executed. `<` occurs in JSON only within strings. */
function dataBlock(json: string): string {
  return `<script type="application/json" id="${BOOTSTRAP_ID}">${json.replaceAll('<', String.raw`\u003c`)}</script>`
}

function sendAsset(asset: Asset, { acceptEncoding, ifNoneMatch }: AssetOptions): Response {
  if (matchesTag(ifNoneMatch, asset.headers['ETag'] ?? '')) {
    return new Response(null, { status: 304, headers: asset.headers })
  }
  const wanted = chooseEncoding(acceptEncoding)
  const encoding = asset.bodies[wanted] === undefined ? 'identity' : wanted
  return new Response(asset.bodies[encoding] ?? null, {
    headers: { ...asset.headers, ...(encoding !== 'identity' && { 'Content-Encoding': encoding }) },
  })
}

function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  const assets = new Map<string, Asset>()
  for (const name of names.filter(isServed)) assets.set(`/${name}`, readAsset(folder, name))
  return assets
}

/** Excludes the document, which needs a nonce, and unknown types such as source maps. */
function isServed(name: string): boolean {
  return (
    name !== 'index.html' &&
    !name.split('/').some((part) => part.startsWith('.')) &&
    path.extname(name) in MEDIA_TYPES
  )
}

function readAsset(folder: string, name: string): Asset {
  const plain = readFileSync(path.join(folder, name))
  const bodies: Asset['bodies'] = { identity: plain }
  for (const [suffix, encoding] of Object.entries(COMPRESSED)) {
    const file = path.join(folder, name + suffix)
    if (encoding !== undefined && existsSync(file)) bodies[encoding] = readFileSync(file)
  }
  return {
    bodies,
    headers: {
      ...(name.startsWith('assets/') ? HASHED_ASSET_HEADERS : NAMED_ASSET_HEADERS),
      'Content-Type': MEDIA_TYPES[path.extname(name)] ?? 'application/octet-stream',
      ETag: `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      Vary: 'Accept-Encoding',
    },
  }
}

const preloadsSchema = v.record(v.string(), v.array(v.string()))

/** Files that only this page or language needs, by the page's path or the language tag. */
type Preloads = v.InferOutput<typeof preloadsSchema>

function readPreloads(file: string): Preloads {
  return existsSync(file) ? v.parse(preloadsSchema, JSON.parse(readFileSync(file, 'utf8'))) : {}
}

/** Elements that load what the page needs, in the reader's likely language. */
function preloadLinks(
  preloads: Preloads,
  wishes: { pagePath: string; lang: string | undefined; acceptLanguage: string | undefined },
): string {
  const language = chooseLanguage(wishes.lang ?? wishes.acceptLanguage)
  const files = [wishes.pagePath, language].flatMap((key) => preloads[key] ?? [])
  return files
    .map((file) =>
      file.endsWith('.css')
        ? `<link rel="stylesheet" crossorigin href="${file}">`
        : `<link rel="modulepreload" crossorigin href="${file}">`,
    )
    .join('')
}
