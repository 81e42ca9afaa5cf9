import { Component, type ReactNode } from 'react'

import { PAGE_PATHS } from '#contract/api.ts'

import type { Layout } from './image-view.ts'
import { isRestoringScroll } from './restoring.ts'

type Props = { layout: Layout; children: ReactNode }

/** An image on the screen, by its place in the list. */
type Place = { index: number; imageId: string | undefined; topPx: number; hasFocus: boolean }

/** Where a list was left last, and the address of that list. */
let left: { address: string; place: Place } | null = null

/**
 * Keeps the image that one reads where it is when cards become a table, and back, and when one comes back to the list: the
 * focused one, else the first on the screen. The browser comes back to a height only, and the heights of cards that were
 * not drawn yet are estimates. A class, as nothing else of React looks at the document right before it changes.
 */
export class ScrollRestoration extends Component<Props> {
  private address = addressHere()

  override componentDidMount() {
    addEventListener('pushState', this.leave)
    const place = left?.address === this.address && isRestoringScroll() ? left.place : null
    // The browser takes its own place first; cards that then come on the screen get their real heights in the next frame.
    if (place === null) return
    requestAnimationFrame(() => {
      if (isRestoringScroll() && putBack(place)) requestAnimationFrame(() => putBack(place))
    })
  }

  override componentWillUnmount() {
    removeEventListener('pushState', this.leave)
  }

  /** wouter's own event: the address is the next one, and the page still stands where it was. */
  private leave = () => {
    // Another view of the same list is drawn by this same component.
    if (location.pathname === PAGE_PATHS.images) return
    const place = placeOnScreen()
    left = place === null ? null : { address: this.address, place }
  }

  override getSnapshotBeforeUpdate({ layout }: Props): Place | null {
    return layout === this.props.layout ? null : placeOnScreen()
  }

  override componentDidUpdate(_props: Props, _state: unknown, place: Place | null) {
    this.address = addressHere()
    if (place !== null && putBack(place) && place.hasFocus)
      imagesInDocument()[place.index]?.focus({ preventScroll: true })
  }

  override render() {
    return this.props.children
  }
}

function addressHere(): string {
  return location.pathname + location.search
}

/** Whether the image is there: a very long list has only a part of its images in the document. */
function putBack({ index, imageId, topPx }: Place): boolean {
  const image = imagesInDocument()[index]
  if (image === undefined || image.dataset['image'] !== imageId) return false
  scrollBy({ top: image.getBoundingClientRect().top - topPx, behavior: 'instant' })
  return true
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
