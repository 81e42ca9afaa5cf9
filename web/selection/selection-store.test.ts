import { beforeEach, describe, expect, test } from 'vitest'
import { createJSONStorage } from 'zustand/middleware'

import { safeStorage } from '../lib/browser-storage.ts'
import {
  clearSelection,
  deselectImages,
  MAX_SELECTED,
  selectedCount,
  selectImages,
  toggleSelected,
  updateSelected,
  useSelection,
} from './selection-store.ts'
import type { SelectedImage } from './selection-store.ts'

const image = (imageId: string, regionId = 'cn-hangzhou'): SelectedImage => ({
  regionId,
  imageId,
  imageName: `Name of ${imageId}`,
  imageType: 'app',
  platform: 'Linux',
})
const selected = () => [...useSelection.getState().images.values()]
const many = (count: number) => Array.from({ length: count }, (_, index) => image(`m-${index}`))

let stored: Map<string, string>

/** Simulates a reload: clears the store and rehydrates it from storage. */
async function reload() {
  const before = new Map(stored)
  clearSelection()
  stored = before
  await useSelection.persist.rehydrate()
}

beforeEach(() => {
  stored = new Map()
  const memory = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
    removeItem: (name: string) => void stored.delete(name),
  }
  useSelection.persist.setOptions({ storage: createJSONStorage(() => memory) })
  clearSelection()
})

describe('the selection', () => {
  test('keeps the order in which images were selected, across regions', () => {
    toggleSelected(image('b'))
    toggleSelected(image('a', 'us-west-1'))
    toggleSelected(image('b', 'us-west-1'))
    expect(selected()).toEqual([image('b'), image('a', 'us-west-1'), image('b', 'us-west-1')])
  })

  test('deselects images', () => {
    selectImages([image('a'), image('b'), image('c')])
    toggleSelected(image('b'))
    deselectImages([image('a')])
    expect(selected()).toEqual([image('c')])
  })

  test('keeps the position of an image that is selected again', () => {
    selectImages([image('a'), image('b')])
    selectImages([image('c'), image('a')])
    expect(selected()).toEqual([image('a'), image('b'), image('c')])
  })

  test('stores only the fields needed for copying', () => {
    const full = { ...image('a'), description: 'long', firstSeenAt: '', lastSeenAt: '', state: 'current' }
    selectImages([full])
    expect(selected()).toEqual([image('a')])
  })

  test('holds 5,000 images, and reports how many did not fit', () => {
    expect(selectImages(many(MAX_SELECTED - 1))).toEqual({ leftOut: 0 })
    expect(selectImages([image('x'), image('y'), image('z')])).toEqual({ leftOut: 2 })
    expect(selected()).toHaveLength(MAX_SELECTED)
    expect(selected().at(-1)).toEqual(image('x'))
    expect(toggleSelected(image('y'))).toBe(false)
    expect(toggleSelected(image('x'))).toBe(true)
    expect(toggleSelected(image('y'))).toBe(true)
  })

  test.each([
    [[], 0],
    [['x'], 0],
    [['a', 'x'], 1],
    [['a', 'b', 'x'], 2],
  ])('with %j selected, counts the selected images in a list', (ids, count) => {
    selectImages(ids.map((id) => image(id)))
    const { images } = useSelection.getState()
    expect(selectedCount([image('a'), image('b'), image('a', 'us-west-1')], images)).toBe(count)
    expect(selectedCount([], images)).toBe(0)
  })

  test('updates names of selected images only', () => {
    selectImages([image('a'), image('b')])
    updateSelected([{ ...image('a'), imageName: 'Renamed' }, image('c')])
    expect(selected()).toEqual([{ ...image('a'), imageName: 'Renamed' }, image('b')])
  })

  test('stays the same object if a newer list changes nothing', () => {
    selectImages([image('a')])
    const before = useSelection.getState()
    updateSelected([image('a'), image('b')])
    expect(useSelection.getState()).toBe(before)
  })
})

describe('after a reload', () => {
  test('the selection is unchanged', async () => {
    selectImages([image('b'), image('a', 'us-west-1')])
    await reload()
    expect(selected()).toEqual([image('b'), image('a', 'us-west-1')])
  })

  test('a selection stored by the first release loads unchanged', async () => {
    const dump =
      '{"state":{"images":[{"regionId":"cn-hangzhou","imageId":"794c230fd3e64ea19f83f4d7a0adbbbb","imageName":"WordPress-6.4","imageType":"app","platform":"Linux"},{"regionId":"us-west-1","imageId":"m-bp1i5j2a7q4z","imageName":"生产环境 备份","imageType":"custom","platform":"Windows"}]},"version":1}'
    stored.set('swas-image-browser-selection', dump)
    await useSelection.persist.rehydrate()
    expect(selected()).toEqual([
      {
        regionId: 'cn-hangzhou',
        imageId: '794c230fd3e64ea19f83f4d7a0adbbbb',
        imageName: 'WordPress-6.4',
        imageType: 'app',
        platform: 'Linux',
      },
      {
        regionId: 'us-west-1',
        imageId: 'm-bp1i5j2a7q4z',
        imageName: '生产环境 备份',
        imageType: 'custom',
        platform: 'Windows',
      },
    ])
    selectImages([])
    expect(stored.get('swas-image-browser-selection')).toBe(dump)
  })

  test('invalid entries in storage are dropped', async () => {
    stored.set(
      'swas-image-browser-selection',
      JSON.stringify({ state: { images: [image('a'), { imageId: 'b' }, null, 'x'] }, version: 0 }),
    )
    await useSelection.persist.rehydrate()
    expect(selected()).toEqual([image('a')])
  })

  test.each(['', 'null', '{}', '{"state":null}', '{"state":{"images":{}}}', 'not JSON'])(
    'nothing is selected if %j was stored',
    async (text) => {
      stored.set('swas-image-browser-selection', text)
      await useSelection.persist.rehydrate()
      expect(selected()).toEqual([])
    },
  )
})

test('a failing storage does not break the selection', () => {
  const refuse = () => {
    throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
  }
  const full = safeStorage(() => ({ getItem: refuse, setItem: refuse, removeItem: refuse }))
  useSelection.persist.setOptions({ storage: createJSONStorage(() => full) })
  toggleSelected(image('a'))
  expect(selected()).toEqual([image('a')])
  const blocked = safeStorage(refuse)
  expect(blocked.getItem('x')).toBeNull()
})
