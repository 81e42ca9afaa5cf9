import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'

import { imageSchema } from '#contract/images.ts'
import type { Image } from '#contract/images.ts'

import { safeStorage } from '../lib/browser-storage.ts'

const VERSION = 1

export const MAX_SELECTED = 5000

const selectedSchema = v.pick(imageSchema, ['regionId', 'imageId', 'imageName', 'imageType', 'platform'])

/** The stored fields of a selected image: enough for every copy format, without a request. */
export type SelectedImage = v.InferOutput<typeof selectedSchema>

/** Images by {@link selectionKey}, in selection order. */
export type Selection = { images: ReadonlyMap<string, SelectedImage> }

/** Identifies an image in one region; the same ID may exist in several. */
export function selectionKey({ regionId, imageId }: Pick<Image, 'regionId' | 'imageId'>): string {
  return `${regionId}:${imageId}`
}

/** The selected images of all regions, stored in this browser. */
export const useSelection = create<Selection>()(
  persist((): Selection => ({ images: new Map() }), {
    name: 'swas-image-browser-selection',
    version: VERSION,
    storage: createJSONStorage(() => safeStorage(() => localStorage)),
    partialize: ({ images }) => ({ images: [...images.values()] }),
    migrate: (stored) => stored,
    merge: (stored): Selection => ({ images: parseSelection(stored) }),
  }),
)

/** How many images in a list are selected. Returns early if none is, because this runs on each keystroke in the search box. */
export function selectedCount(
  list: readonly Pick<Image, 'regionId' | 'imageId'>[],
  selected: Selection['images'],
): number {
  return selected.size === 0 ? 0 : list.filter((image) => selected.has(selectionKey(image))).length
}

/** Selects or deselects an image. Returns false if the selection is full. */
export function toggleSelected(image: SelectedImage): boolean {
  const key = selectionKey(image)
  if (!useSelection.getState().images.has(key)) return selectImages([image]).leftOut === 0
  deselectImages([image])
  return true
}

/** Appends images; selected ones keep their position. Returns how many did not fit. */
export function selectImages(images: readonly SelectedImage[]): { leftOut: number } {
  const { images: before } = useSelection.getState()
  const all = new Map([...before, ...images.map((image) => [selectionKey(image), picked(image)] as const)])
  const fitting = new Map([...all].slice(0, MAX_SELECTED))
  useSelection.setState({ images: fitting })
  return { leftOut: all.size - fitting.size }
}

export function deselectImages(images: readonly Pick<Image, 'regionId' | 'imageId'>[]): void {
  const removed = new Set(images.map(selectionKey))
  const { images: before } = useSelection.getState()
  useSelection.setState({ images: new Map([...before].filter(([key]) => !removed.has(key))) })
}

/** Updates name, type and platform of selected images from a newer list. */
export function updateSelected(images: readonly SelectedImage[]): void {
  const { images: before } = useSelection.getState()
  const changed = images.filter((image) => {
    const known = before.get(selectionKey(image))
    return known !== undefined && !isSame(known, image)
  })
  if (changed.length > 0) selectImages(changed)
}

export function clearSelection(): void {
  useSelection.setState({ images: new Map() })
}

/** Parses a stored selection; invalid entries are dropped. */
function parseSelection(stored: unknown): ReadonlyMap<string, SelectedImage> {
  const { output, success } = v.safeParse(v.object({ images: v.array(v.unknown()) }), stored)
  const entries = success ? output.images.filter((entry) => v.is(selectedSchema, entry)) : []
  return new Map(entries.slice(0, MAX_SELECTED).map((image) => [selectionKey(image), picked(image)]))
}

function picked({ regionId, imageId, imageName, imageType, platform }: SelectedImage): SelectedImage {
  return { regionId, imageId, imageName, imageType, platform }
}

function isSame(one: SelectedImage, other: SelectedImage): boolean {
  const { imageName, imageType, platform } = other
  return one.imageName === imageName && one.imageType === imageType && one.platform === platform
}
