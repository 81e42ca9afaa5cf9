import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { ListedImage } from '../swas/operations.ts'
import { diffImages, type ImageEvent, toChanges } from './changes.ts'

const image = (imageId: string, imageName = 'A', description = '', imageType = 'app'): ListedImage => ({
  imageId,
  imageName,
  imageType,
  platform: 'Linux',
  description,
})

const kinds = (before: ListedImage[], after: ListedImage[]) =>
  toChanges(diffImages(before, after), 'cn-hangzhou', '2026-11-01T00:00:00.000Z').map(
    ({ kind, imageId, candidates }) => [kind, imageId, candidates.map((candidate) => candidate.imageId)],
  )

describe('between two snapshots', () => {
  test('images are added, removed, renamed and given new descriptions', () => {
    expect(kinds([], [image('1')])).toEqual([['added', '1', []]])
    expect(kinds([image('1')], [])).toEqual([['removed', '1', []]])
    expect(kinds([image('1', 'A')], [image('1', 'B')])).toEqual([['renamed', '1', []]])
    expect(kinds([image('1', 'A', 'x')], [image('1', 'A', 'y')])).toEqual([['described', '1', []]])
  })

  test('a removed ID is replaced by every new one of the same name and type', () => {
    expect(kinds([image('1')], [image('2'), image('3'), image('4', 'A', '', 'system')])).toEqual([
      ['replaced', '1', ['2', '3']],
      ['added', '2', []],
      ['added', '3', []],
      ['added', '4', []],
    ])
  })

  test('replaying the events on the old list gives the new one', () => {
    const anyImage = fc
      .tuple(
        fc.nat(12),
        fc.constantFrom('A', 'B'),
        fc.constantFrom('', 'x'),
        fc.constantFrom('app', 'system'),
      )
      .map(([id, name, text, type]) => image(String(id), name, text, type))
    const snapshot = fc.uniqueArray(anyImage, { selector: ({ imageId }) => imageId })
    fc.assert(
      fc.property(snapshot, snapshot, (before, after) => {
        expect(replay(before, diffImages(before, after))).toEqual(
          new Map(after.map((one) => [one.imageId, one])),
        )
      }),
    )
  })

  test('each change has a unique and stable ID', () => {
    const changes = () =>
      toChanges(diffImages([image('1')], [image('2'), image('3', 'B')]), 'r', '2026-11-01T00:00:00Z')
    expect(new Set(changes().map(({ id }) => id)).size).toBe(3)
    expect(changes()).toEqual(changes())
  })
})

function replay(before: readonly ListedImage[], events: readonly ImageEvent[]): Map<string, ListedImage> {
  const images = new Map(before.map((one) => [one.imageId, one]))
  for (const event of events) {
    if ('after' in event) images.set(event.after.imageId, event.after)
    else images.delete(event.before.imageId)
  }
  return images
}
