import { Component, type ReactNode } from 'react'

import type { Layout } from '../location/view.ts'

type Props = { layout: Layout; children: ReactNode }

/** An image on the screen, by its place in the list. */
type Place = { index: number; imageId: string | undefined; topPx: number; hasFocus: boolean }

/**
 * Keeps the image that one reads where it is when cards become a table, and back: the focused one, else the first on the
 * screen. A class, as nothing else of React looks at the document right before it changes.
 */
export class KeptPlace extends Component<Props> {
  override getSnapshotBeforeUpdate({ layout }: Props): Place | null {
    return layout === this.props.layout ? null : placeOnScreen()
  }

  override componentDidUpdate(_props: Props, _state: unknown, place: Place | null) {
    if (place === null) return
    const image = imagesInDocument()[place.index]
    // A very long list has only a part of its images in the document.
    if (image === undefined || image.dataset['image'] !== place.imageId) return
    if (place.hasFocus) image.focus({ preventScroll: true })
    scrollBy({ top: image.getBoundingClientRect().top - place.topPx, behavior: 'instant' })
  }

  override render() {
    return this.props.children
  }
}

/** Null at the top of the page, which stays at its top, where no image has the focus. */
function placeOnScreen(): Place | null {
  const images = imagesInDocument()
  const focused = images.findIndex((image) => image.contains(document.activeElement))
  const first = scrollY === 0 ? -1 : images.findIndex((image) => image.getBoundingClientRect().top >= 0)
  const index = focused === -1 ? first : focused
  const image = images[index]
  if (image === undefined) return null
  return {
    index,
    imageId: image.dataset['image'],
    topPx: image.getBoundingClientRect().top,
    hasFocus: focused !== -1,
  }
}

function imagesInDocument(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-image]')]
}
