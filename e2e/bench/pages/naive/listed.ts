/** The fields of an image in `GET /api/images` that this page shows. */
export type Listed = {
  regionId: string
  imageId: string
  imageName: string
  imageType: string
  platform: string
  description: string
}
