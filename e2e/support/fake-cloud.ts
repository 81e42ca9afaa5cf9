import { createServer, type ServerResponse } from 'node:http'

/** An image as the cloud's API writes it. */
export type CloudImage = Record<'ImageId' | 'ImageName' | 'ImageType' | 'Platform' | 'Description', string>

/** An image of an app; a single letter as its ID stands for one of 32 of them. */
export function appImage(id: string, ImageName: string, more: Partial<CloudImage> = {}): CloudImage {
  const ImageId = id.length === 1 ? id.repeat(32) : id
  return { ImageId, ImageName, ImageType: 'app', Platform: 'Linux', Description: '', ...more }
}

/** `Image-0`, `Image-1` and so on, whose IDs are these numbers. */
export function manyImages(count: number): CloudImage[] {
  return Array.from({ length: count }, (_, n) => appImage(n.toString(16).padStart(32, '0'), `Image-${n}`))
}

/** How the cloud misbehaves; `hold` answers only after `release`. */
export type Fault = keyof typeof ERRORS | keyof typeof GARBLED | 'empty' | 'hold'

/** A cloud on a loopback port that serves what a test wants, and misbehaves when told to. It checks no signature. */
export type FakeCloud = {
  origin: string
  setImages(regionId: string, images: readonly CloudImage[]): void
  /** Opens these regions and no others. */
  setRegions(...regionIds: string[]): void
  /** For one region, or for all. */
  misbehave(fault: Fault, regionId?: string): void
  /** Behaves again, except where `still` says so; held calls are answered. */
  recover(still?: { fault: Fault; regionId: string }): void
  /** `forIds`: whether it asked for some IDs only, and not for the list of a region. */
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

export async function startFakeCloud(): Promise<FakeCloud> {
  const images = new Map<string, readonly CloudImage[]>()
  const faults = new Map<string, Fault>()
  const calls: FakeCloud['calls'] = []
  let held: (() => void)[] = []
  let regionIds = REGION_IDS.split(' ')

  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://cloud')
    const action = String(request.headers['x-acs-action'])
    const regionId = searchParams.get('RegionId') ?? ''
    calls.push({ action, regionId, atMs: Date.now(), forIds: searchParams.has('ImageIds') })
    if (action === 'ListRegions')
      return answer(response, 200, {
        Regions: regionIds.map((id) => regionOf(id, searchParams.get('AcceptLanguage') ?? 'zh-CN')),
      })
    const serve = () => {
      const ids: unknown = JSON.parse(searchParams.get('ImageIds') ?? 'null')
      const listed = (images.get(regionId) ?? [imageOf(regionId)]).filter(
        ({ ImageId }) => !Array.isArray(ids) || ids.includes(ImageId),
      )
      answer(response, 200, { Images: listed })
    }
    const fault = faults.get(regionId) ?? faults.get('all')
    if (fault === undefined) return serve()
    if (fault === 'hold') return void held.push(serve)
    if (fault === 'empty') return answer(response, 200, { Images: [] })
    if (fault === 'html' || fault === 'half') return void response.end(GARBLED[fault])
    return refuse(response, ERRORS[fault])
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The cloud has no port.')

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

function refuse(
  response: ServerResponse,
  { status, Code, retryAfterMs }: { status: number; Code: string; retryAfterMs?: string },
) {
  if (retryAfterMs !== undefined) response.setHeader('x-acs-retry-after', retryAfterMs)
  answer(response, status, { Code, Message: 'words that nobody shall see', HostId: 'swas' })
}

function answer(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ RequestId: REQUEST_ID, ...body }))
}

function regionOf(RegionId: string, language: string) {
  const LocalName = NAMES[language]?.[RegionId] ?? RegionId
  return { RegionId, LocalName, RegionEndpoint: `swas.${RegionId}.aliyuncs.com` }
}

/** What a region lists that the test said nothing of. */
function imageOf(regionId: string): CloudImage {
  const ImageId = Buffer.from(regionId.padEnd(16, '.')).toString('hex').slice(0, 32)
  return { ImageId, ImageName: 'Debian-12.10', ImageType: 'system', Platform: 'Linux', Description: '' }
}
