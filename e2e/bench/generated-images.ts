import { createHash } from 'node:crypto'

/** An image in a response of `GET /api/images`. */
export type GeneratedImage = {
  regionId: string
  imageId: string
  imageName: string
  imageType: string
  platform: string
  description: string
  firstSeenAt: string
  lastSeenAt: string
  state: 'current'
}

const SYSTEMS = [
  'Ubuntu',
  'Debian',
  'CentOS',
  'Alibaba Cloud Linux',
  'Anolis OS',
  'Rocky Linux',
  'Windows Server',
]
const APPS = ['WordPress', 'Docker', 'Node.js', 'LAMP', 'GitLab', 'Nextcloud', 'Moodle', 'Odoo', '宝塔面板']
const ABOUT = [
  '64位，社区长期维护版本，适合仍需沿用旧版软件栈的业务。',
  '预装运行环境，开箱即用，包含 Nginx 1.24、MySQL 8.0 与 PHP 8.2。',
  'A minimal server image with automatic security updates switched on.',
  '基于 Ubuntu 22.04，内置 Docker 与 Compose，可一键部署常用服务。',
]
const SEEN_AT = '2026-11-01T00:00:00.000Z'

/** Generates a region's images, sorted by name, with fake IDs. Every call returns the same. */
export function generateImages(regionId: string, count: number): GeneratedImage[] {
  return Array.from({ length: count }, (_, index) => generateImage(regionId, index)).sort((a, b) =>
    a.imageName < b.imageName ? -1 : 1,
  )
}

function generateImage(regionId: string, index: number): GeneratedImage {
  const isSystem = index % 3 === 0
  const product = pick(isSystem ? SYSTEMS : APPS, Math.floor(index / 3))
  const isCustom = index % 17 === 5
  return {
    regionId,
    imageId: createHash('sha256').update(`${regionId} ${index}`).digest('hex').slice(0, 32),
    imageName: `${product}-${1 + (index % 23)}.${index % 10}.${index}`,
    imageType: isCustom ? 'custom' : isSystem ? 'system' : 'app',
    platform: product.startsWith('Windows') ? 'Windows' : 'Linux',
    description: pick(ABOUT, index),
    firstSeenAt: SEEN_AT,
    lastSeenAt: SEEN_AT,
    state: 'current',
  }
}

function pick(list: readonly string[], index: number): string {
  return list[index % list.length] ?? ''
}

/** The body of `GET /api/images` for one region or several. */
export function imagesBody(images: readonly GeneratedImage[], regionIds: readonly string[]): string {
  const state = {
    state: 'fresh',
    fetchedAt: SEEN_AT,
    requestId: 'BENCH',
    dropped: 0,
    refreshing: false,
  }
  const regions = Object.fromEntries(regionIds.map((regionId) => [regionId, state]))
  return JSON.stringify({ images, total: images.length, regions })
}
