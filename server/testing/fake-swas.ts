import { createServer, type ServerResponse } from 'node:http'

/** An image of ListImages. */
export type ApiImage = Record<'ImageId' | 'ImageName' | 'ImageType' | 'Platform' | 'Description', string>

/** An app image. An ID of one character is repeated 32 times. */
export function appImage(id: string, ImageName: string, more: Partial<ApiImage> = {}): ApiImage {
  const ImageId = id.length === 1 ? id.repeat(32) : id
  return { ImageId, ImageName, ImageType: 'app', Platform: 'Linux', Description: '', ...more }
}

/** `Image-0`, `Image-1` and so on, with these numbers as IDs. */
export function manyImages(count: number): ApiImage[] {
  return Array.from({ length: count }, (_, n) => appImage(n.toString(16).padStart(32, '0'), `Image-${n}`))
}

/** How the server misbehaves. `hold` delays responses until `recover`. */
export type Fault = keyof typeof ERRORS | keyof typeof GARBLED | 'empty' | 'hold'

/**
 * A SWAS on a loopback port, for browser tests and the benchmark: it serves exactly the images a test sets, in any
 * number. It checks no signature, as `server/sample` does with its own fixed images and the full list of faults.
 */
export type FakeSwas = {
  origin: string
  setImages(regionId: string, images: readonly ApiImage[]): void
  /** Replaces the list of regions. */
  setRegions(...regionIds: string[]): void
  /** In one region, or in all. */
  misbehave(fault: Fault, regionId?: string): void
  /** Clears all faults but `still`, and answers held requests. */
  recover(still?: { fault: Fault; regionId: string }): void
  /** `forIds`: the request named image IDs, rather than listing the region. */
  calls: { action: string; regionId: string; atMs: number; forIds: boolean }[]
  close(): Promise<void>
}

const REGION_IDS =
  'cn-qingdao cn-beijing cn-zhangjiakou cn-huhehaote cn-hangzhou cn-shanghai cn-shenzhen cn-heyuan cn-chengdu ' +
  'cn-guangzhou cn-wulanchabu cn-nanjing cn-fuzhou cn-wuhan-lr cn-hongkong ap-southeast-1 ap-southeast-3 ' +
  'ap-southeast-5 ap-southeast-6 ap-southeast-7 ap-northeast-1 ap-northeast-2 us-west-1 us-east-1 eu-central-1 ' +
  'eu-west-1 me-central-1'
const NAMES: Record<string, Record<string, string>> = {
  'zh-CN': { 'cn-hangzhou': '华东1（杭州）', 'us-west-1': '美国（硅谷）', 'ap-southeast-1': '新加坡' },
  'en-US': { 'cn-hangzhou': 'Hangzhou', 'us-west-1': 'US (Silicon Valley)', 'ap-southeast-1': 'Singapore' },
}
const REQUEST_ID = '0A1B2C3D-4E5F-6789-ABCD-EF0123456789'

const ERRORS = {
  'internal-error': { status: 500, Code: 'InternalError' },
  throttled: { status: 400, Code: 'Throttling.User' },
  'throttled-briefly': { status: 429, Code: 'Throttling.User', retryAfterMs: '1500' },
  forbidden: { status: 403, Code: 'NoPermission' },
  'wrong-secret': { status: 400, Code: 'SignatureDoesNotMatch' },
  'not-open': { status: 404, Code: 'InvalidRegionId.NotFound' },
  'gateway-timeout': { status: 504, Code: '' },
}

const GARBLED = {
  html: '<!doctype html><title>Sign in</title>',
  half: '{"Images":[{"ImageId":"m-half","ImageName":"Half a li',
}

export async function startFakeSwas(): Promise<FakeSwas> {
  const images = new Map<string, readonly ApiImage[]>()
  const faults = new Map<string, Fault>()
  const calls: FakeSwas['calls'] = []
  let held: (() => void)[] = []
  let regionIds = REGION_IDS.split(' ')

  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://cloud')
    const action = String(request.headers['x-acs-action'])
    const regionId = searchParams.get('RegionId') ?? ''
    calls.push({ action, regionId, atMs: Date.now(), forIds: searchParams.has('ImageIds') })
    if (action === 'ListRegions')
      return respond(response, 200, {
        Regions: regionIds.map((id) => regionOf(id, searchParams.get('AcceptLanguage') ?? 'zh-CN')),
      })
    const serve = () => {
      const ids: unknown = JSON.parse(searchParams.get('ImageIds') ?? 'null')
      const listed = (images.get(regionId) ?? [defaultImage(regionId)]).filter(
        ({ ImageId }) => !Array.isArray(ids) || ids.includes(ImageId),
      )
      respond(response, 200, { Images: listed })
    }
    const fault = faults.get(regionId) ?? faults.get('all')
    if (fault === undefined) return serve()
    if (fault === 'hold') return void held.push(serve)
    if (fault === 'empty') return respond(response, 200, { Images: [] })
    if (fault === 'html' || fault === 'half') return void response.end(GARBLED[fault])
    return sendError(response, ERRORS[fault])
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The fake SWAS has no port.')

  return {
    origin: `http://127.0.0.1:${address.port}`,
    calls,
    setImages: (regionId, list) => void images.set(regionId, list),
    setRegions: (...ids) => void (regionIds = ids),
    misbehave: (fault, regionId = 'all') => void faults.set(regionId, fault),
    recover: (still) => {
      faults.clear()
      if (still !== undefined) faults.set(still.regionId, still.fault)
      for (const serve of held) serve()
      held = []
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function sendError(
  response: ServerResponse,
  { status, Code, retryAfterMs }: { status: number; Code: string; retryAfterMs?: string },
) {
  if (retryAfterMs !== undefined) response.setHeader('x-acs-retry-after', retryAfterMs)
  respond(response, status, { Code, Message: 'text that must not be shown', HostId: 'swas' })
}

function respond(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ RequestId: REQUEST_ID, ...body }))
}

function regionOf(RegionId: string, language: string) {
  const LocalName = NAMES[language]?.[RegionId] ?? RegionId
  return { RegionId, LocalName, RegionEndpoint: `swas.${RegionId}.aliyuncs.com` }
}

/** The image of a region without images set by the test. */
function defaultImage(regionId: string): ApiImage {
  const ImageId = Buffer.from(regionId.padEnd(16, '.')).toString('hex').slice(0, 32)
  return { ImageId, ImageName: 'Debian-12.10', ImageType: 'system', Platform: 'Linux', Description: '' }
}
