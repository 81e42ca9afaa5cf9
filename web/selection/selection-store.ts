import * as v from 'valibot'
import { create } from 'zustand'
import { createJSONStorage, persist } from 'zustand/middleware'

import { imageSchema } from '#contract/images.ts'
import type { Image } from '#contract/images.ts'

import { safeStorage } from '../lib/browser-storage.ts'

const VERSION = 1

/** Most images that can be selected at once. */
export const MOST_SELECTED = 5000

const selectedSchema = v.pick(imageSchema, ['regionId', 'imageId', 'imageName', 'imageType', 'platform'])

/** What is kept of a selected image: enough to copy it in every form without asking anybody. */
export type SelectedImage = v.InferOutput<typeof selectedSchema>

/** The selection, by {@link selectionKey}, in the order in which the images were selected. */
export type Selection = { images: ReadonlyMap<string, SelectedImage> }

/** One image in one region: an ID may be in several. */
export function selectionKey({ regionId, imageId }: Pick<Image, 'regionId' | 'imageId'>): string {
  return `${regionId}:${imageId}`
}

/** The selected images, over all regions. It outlives filters, views and the page itself. */
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

/** How many of a list are selected. Mostly nothing is: no list is gone through then, as each key in the search box makes one. */
export function selectedCount(
  list: readonly Pick<Image, 'regionId' | 'imageId'>[],
  selected: Selection['images'],
): number {
  return selected.size === 0 ? 0 : list.filter((image) => selected.has(selectionKey(image))).length
}

/** Selects an image, or takes it out. Returns false where it does not fit any more. */
export function toggleSelected(image: SelectedImage): boolean {
  const key = selectionKey(image)
  if (!useSelection.getState().images.has(key)) return selectImages([image]).leftOut === 0
  deselectImages([image])
  return true
}

/** Adds images behind those that are selected; one that already is keeps its place. Says how many did not fit. */
export function selectImages(images: readonly SelectedImage[]): { leftOut: number } {
  const { images: before } = useSelection.getState()
  const all = new Map([...before, ...images.map((image) => [selectionKey(image), picked(image)] as const)])
  const kept = new Map([...all].slice(0, MOST_SELECTED))
  useSelection.setState({ images: kept })
  return { leftOut: all.size - kept.size }
}

/** Takes images out of the selection. */
export function deselectImages(images: readonly Pick<Image, 'regionId' | 'imageId'>[]): void {
  const gone = new Set(images.map(selectionKey))
  const { images: before } = useSelection.getState()
  useSelection.setState({ images: new Map([...before].filter(([key]) => !gone.has(key))) })
}

/** Takes over new names of images that are selected, out of a fresher list. */
export function updateSelected(images: readonly SelectedImage[]): void {
  const { images: before } = useSelection.getState()
  const changed = images.filter((image) => {
    const known = before.get(selectionKey(image))
    return known !== undefined && !isSame(known, image)
  })
  if (changed.length > 0) selectImages(changed)
}

/** Selects nothing. */
export function clearSelection(): void {
  useSelection.setState({ images: new Map() })
}

/** The selection in what was stored, whoever wrote it; entries that are not understood are left out. */
function parseSelection(stored: unknown): ReadonlyMap<string, SelectedImage> {
  const { output, success } = v.safeParse(v.object({ images: v.array(v.unknown()) }), stored)
  const entries = success ? output.images.filter((entry) => v.is(selectedSchema, entry)) : []
  return new Map(entries.slice(0, MOST_SELECTED).map((image) => [selectionKey(image), picked(image)]))
}

function picked({ regionId, imageId, imageName, imageType, platform }: SelectedImage): SelectedImage {
  return { regionId, imageId, imageName, imageType, platform }
}

function isSame(one: SelectedImage, other: SelectedImage): boolean {
  const { imageName, imageType, platform } = other
  return one.imageName === imageName && one.imageType === imageType && one.platform === platform
}
