import { createServer } from 'node:http'

import { generateImages } from '../generated-images.ts'

/**
 * Answers ListRegions and ListImages with as many images as one likes, whoever asks: for catalogues of any size.
 * Arguments: how many images each region has, and the region IDs.
 */
const [count = '0', ...regionIds] = process.argv.slice(2)

function listRegions() {
  return regionIds.map((regionId) => ({
    RegionId: regionId,
    RegionEndpoint: `swas.${regionId}.aliyuncs.com`,
    LocalName: regionId,
  }))
}

function listImages(regionId: string) {
  return generateImages(regionId, Number(count)).map((image) => ({
    ImageId: image.imageId,
    ImageName: image.imageName,
    ImageType: image.imageType,
    Platform: image.platform,
    Description: image.description,
  }))
}

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://cloud')
  const body =
    request.headers['x-acs-action'] === 'ListRegions'
      ? { Regions: listRegions() }
      : { Images: listImages(searchParams.get('RegionId') ?? '') }
  response.writeHead(200, { 'Content-Type': 'application/json' })
  response.end(JSON.stringify({ RequestId: 'BENCH', ...body }))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null)
    process.stdout.write(`http://127.0.0.1:${address.port}/\n`)
})
