import { navigate } from 'wouter/use-browser-location'

/**
 * Lets every plain `<a href="/…">` move within the page without a reload. Links need no component and no
 * subscription of their own, which a list of a thousand of them would pay for.
 * Gives the function that ends it.
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

/** A jump within the page, such as to the main content, is the browser's own. */
function isJump(link: HTMLAnchorElement): boolean {
  return link.hash !== '' && link.pathname + link.search === location.pathname + location.search
}
