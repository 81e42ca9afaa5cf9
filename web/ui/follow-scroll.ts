/** Runs once a frame while the page, or one scroller in it, scrolls or the page changes its size. Gives the function that ends it. */
export function followScroll(run: () => void, scroller: EventTarget = window): () => void {
  let frame = 0
  const onScroll = () => {
    cancelAnimationFrame(frame)
    frame = requestAnimationFrame(run)
  }
  scroller.addEventListener('scroll', onScroll, { passive: true })
  addEventListener('resize', onScroll)
  return () => {
    cancelAnimationFrame(frame)
    scroller.removeEventListener('scroll', onScroll)
    removeEventListener('resize', onScroll)
  }
}
