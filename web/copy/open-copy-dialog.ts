import { usePreferences } from '../preferences/preferences-store.ts'
import { useCopyPreview } from './copy-dialog-store.ts'
import type { CopiedImage } from './formats/format.ts'
import { type CopyFormatId, copyFormatsFor, parseCopyFormat } from './formats/formats.ts'

/** Shows images in a form before they are copied; without one, in that of the address, else in the one used last. */
export function openCopyPreview(
  images: readonly CopiedImage[],
  opener: HTMLElement | null,
  formatId?: CopyFormatId,
) {
  const linked = new URLSearchParams(location.search).get('as') ?? ''
  const { copyFormat } = usePreferences.getState()
  const asked = formatId ?? parseCopyFormat(linked) ?? parseCopyFormat(copyFormat) ?? 'hcl-resource'
  useCopyPreview.setState({ images, formatId: fitting(asked, images.length), opener })
}

function fitting(asked: CopyFormatId, count: number): CopyFormatId {
  const formats = copyFormatsFor(count)
  return (formats.find(({ id }) => id === asked) ?? formats[0])?.id ?? 'id'
}

const MAPS: readonly CopyFormatId[] = ['json-map', 'yaml-map', 'hcl-map']

/** Shows images as a map by region before they are copied: in the form of a map that was used last, else in JSON. */
export function openMapPreview(images: readonly CopiedImage[], opener: HTMLElement | null) {
  const last = parseCopyFormat(usePreferences.getState().copyFormat)
  openCopyPreview(images, opener, MAPS.find((id) => id === last) ?? 'json-map')
}
