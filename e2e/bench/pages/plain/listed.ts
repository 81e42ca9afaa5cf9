/** An image of `GET /api/images`, as far as this page shows it. */
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
