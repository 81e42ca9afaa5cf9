/** The fields of an image in `GET /api/images` that this page shows. */
export type Listed = {
  regionId: string
  imageId: string
  imageName: string
  imageType: string
  platform: string
  description: string
}

/** The body of `GET /api/images`. */
export type Answer = { images: Listed[]; regions: Record<string, unknown> }
