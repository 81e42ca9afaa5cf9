import { DEFAULT_VIEW, formatView, type ImageView } from './image-view.ts'

/** The path of each page; `:name` stands for one segment. */
export const PATHS = {
  home: '/',
  images: '/images',
  image: '/images/:regionId/:imageId',
  imageById: '/images/:imageId',
  matrix: '/matrix',
  compare: '/compare',
  lookup: '/lookup',
  changes: '/changes',
  status: '/status',
  preferences: '/preferences',
  help: '/help',
} as const

/** The list of images, as it is to be seen. */
export function imagesUrl(view: Partial<ImageView> = {}): string {
  return PATHS.images + formatView({ ...DEFAULT_VIEW, ...view })
}

/** Everything about one image. */
export function imageUrl(regionId: string, imageId: string): string {
  return `${PATHS.images}/${encodeURIComponent(regionId)}/${encodeURIComponent(imageId)}`
}

/** Two regions side by side. */
export function compareUrl(a?: string, b?: string): string {
  const parameters = new URLSearchParams()
  if (a !== undefined) parameters.append('a', a)
  if (b !== undefined) parameters.append('b', b)
  return parameters.size === 0 ? PATHS.compare : `${PATHS.compare}?${parameters}`
}

/** The changes of a region, or of all. */
export function changesUrl(regionId?: string): string {
  return regionId === undefined
    ? PATHS.changes
    : `${PATHS.changes}?${new URLSearchParams({ region: regionId })}`
}
