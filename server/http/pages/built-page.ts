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

/** One built file, in each form in which it can be sent. */
type Asset = { headers: Record<string, string>; bodies: Partial<Record<Encoding, Uint8Array<ArrayBuffer>>> }

/** Headers of a request that decide how a file is sent. */
type AssetOptions = { acceptEncoding: string | undefined; ifNoneMatch: string | undefined }

/** What one copy of the document is made with. `firstData`: JSON that it brings along, or null. */
export type DocumentOptions = {
  nonce: string
  firstData: string | null
  acceptEncoding: string | undefined
  /** Where the page is for its reader: `https://images.example`. */
  origin: string
  /** The path of the page, as the routes have it, and what its reader's language is likely to be. */
  pagePath: string
  lang: string | undefined
  acceptLanguage: string | undefined
}

/** The built page: everything that can be sent is in memory, and nothing else can be asked for. */
export type Pages = {
  /** Paths of the built files other than the document. */
  assetPaths: readonly string[]
  /** The HTML document, with a nonce and data of its own. */
  document(wishes: DocumentOptions): Promise<Response>
  /** The built file at one of `assetPaths`. */
  asset(path: string, wishes: AssetOptions): Response
}

/** What Vite writes where a nonce belongs: `html.cspNonce` in vite.config.ts. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__'

/** Where the names of files go that this page will need, and where the first data: in index.html. */
const PRELOADS_PLACEHOLDER = '<!-- preloads -->'
const DATA_PLACEHOLDER = '<!-- first data -->'

/** Whoever shows a preview of a link takes a whole address only (The Open Graph protocol). */
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

/** Forms that the build left beside a file. */
const COMPRESSED: Partial<Record<string, Encoding>> = { '.br': 'br', '.gz': 'gzip' }

/**
 * Reads the built page once.
 * @throws StartError that says to build it, where it is missing.
 */
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
  { nonce, firstData, acceptEncoding, origin }: DocumentOptions,
): Promise<Response> {
  const text = html
    .replace(PREVIEW_IMAGE, () => origin)
    .replace(PRELOADS_PLACEHOLDER, links)
    .replaceAll(NONCE_PLACEHOLDER, nonce)
    // After the nonce, which the data must not get hold of.
    .replace(DATA_PLACEHOLDER, () => (firstData === null ? '' : dataBlock(firstData)))
  const encoding = chooseEncoding(acceptEncoding)
  return new Response(await compress(text, encoding), {
    headers: {
      ...documentHeaders(nonce),
      Vary: 'Accept-Encoding',
      ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
    },
  })
}

/** A data block (HTML, "The script element"): never run, so no policy for scripts concerns it. JSON needs no `<` outside of strings. */
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

/** Neither the document, whose nonce has to be filled in, nor anything of an unknown kind, such as source maps. */
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

/** Files that a page or a language needs besides those of every page, by path of the page and tag of the language. */
type Preloads = v.InferOutput<typeof preloadsSchema>

/** What the build wrote down; nothing where it did not. */
function readPreloads(file: string): Preloads {
  return existsSync(file) ? v.parse(preloadsSchema, JSON.parse(readFileSync(file, 'utf8'))) : {}
}

/** The elements that name what a page will need, in the language that its reader most likely wants. */
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
