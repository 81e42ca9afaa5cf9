import { Component, type ReactNode } from 'react'

import { PAGE_PATHS } from '#contract/api.ts'

import type { Layout } from './image-view.ts'

type Props = { layout: Layout; children: ReactNode }

/** An image on screen: its index in the list and its distance from the top of the viewport. */
type Anchor = { index: number; imageId: string | undefined; topPx: number; hasFocus: boolean }

/** Where the reader last left a list. */
let lastLeft: { address: string; anchor: Anchor } | null = null

/** True after back, forward or a reload, until the next input. */
let isRestoring = navigationType() !== 'navigate'

addEventListener('popstate', () => (isRestoring = true))
for (const type of ['pointerdown', 'keydown', 'wheel'])
  addEventListener(type, () => (isRestoring = false), { capture: true, passive: true })

/** Whether the reader came back to the page, and the browser is still restoring its scroll position. */
export function isRestoringScroll(): boolean {
  return isRestoring
}

function navigationType(): string {
  const [entry] = performance.getEntriesByType('navigation')
  return entry instanceof PerformanceNavigationTiming ? entry.type : 'navigate'
}

/**
 * Keeps the focused image, else the first one on screen, where it is when the layout changes and when the reader comes
 * back to the list. The browser restores a scroll offset only, and the heights of cards not drawn yet are estimates.
 * A class, because only `getSnapshotBeforeUpdate` sees the document right before it changes.
 */
export class ScrollRestoration extends Component<Props> {
  private address = currentAddress()

  override componentDidMount() {
    addEventListener('pushState', this.remember)
    const anchor = lastLeft?.address === this.address && isRestoring ? lastLeft.anchor : null
    // The browser restores its own offset first. Cards it brings on screen get their real heights a frame later.
    if (anchor === null) return
    requestAnimationFrame(() => {
      if (isRestoring && restore(anchor)) requestAnimationFrame(() => restore(anchor))
    })
  }

  override componentWillUnmount() {
    removeEventListener('pushState', this.remember)
  }

  /** Handles wouter's event: the address has changed already, the page has not. */
  private remember = () => {
    // This component also draws the next view of the list.
    if (location.pathname === PAGE_PATHS.images) return
    const anchor = findAnchor()
    lastLeft = anchor === null ? null : { address: this.address, anchor }
  }

  override getSnapshotBeforeUpdate({ layout }: Props): Anchor | null {
    return layout === this.props.layout ? null : findAnchor()
  }

  override componentDidUpdate(_props: Props, _state: unknown, anchor: Anchor | null) {
    this.address = currentAddress()
    if (anchor !== null && restore(anchor) && anchor.hasFocus)
      imagesInDocument()[anchor.index]?.focus({ preventScroll: true })
  }

  override render() {
    return this.props.children
  }
}

function currentAddress(): string {
  return location.pathname + location.search
}

/** Returns whether the image is in the document: a very long list mounts only some of its images. */
function restore({ index, imageId, topPx }: Anchor): boolean {
  const image = imagesInDocument()[index]
  if (image === undefined || image.dataset['image'] !== imageId) return false
  scrollBy({ top: image.getBoundingClientRect().top - topPx, behavior: 'instant' })
  return true
}

/** Null at the top of the page, unless an image has the focus. */
function findAnchor(): Anchor | null {
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
