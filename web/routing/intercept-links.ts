import { navigate } from 'wouter/use-browser-location'

/**
 * Navigates plain `<a href="/…">` links without a reload, until the returned function is called. One listener for the
 * document is cheaper than a link component with a subscription on each of a thousand images.
 */
export function interceptLinks(root: Document): () => void {
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null
    if (!(link instanceof HTMLAnchorElement) || !isPlainClick(event) || !staysHere(link)) return
    event.preventDefault()
    navigate(link.pathname + link.search + link.hash)
    scrollTo(0, 0)
  }
  root.addEventListener('click', follow)
  return () => root.removeEventListener('click', follow)
}

function isPlainClick(event: MouseEvent): boolean {
  return (
    event.button === 0 &&
    !event.defaultPrevented &&
    !event.metaKey &&
    !event.ctrlKey &&
    !event.shiftKey &&
    !event.altKey
  )
}

function staysHere(link: HTMLAnchorElement): boolean {
  const isOurPage = link.origin === location.origin && !/^\/(?:api\/|assets\/|sign-)/.test(link.pathname)
  return isOurPage && link.target === '' && !link.hasAttribute('download') && !isJump(link)
}

/** A jump within the page, such as to the main content, is left to the browser. */
function isJump(link: HTMLAnchorElement): boolean {
  return link.hash !== '' && link.pathname + link.search === location.pathname + location.search
}
