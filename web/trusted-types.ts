declare global {
  interface Window {
    /** Undefined in browsers without Trusted Types. */
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createHTML(text: string): string; createScriptURL(url: string): string },
      ): unknown
    }
  }
}

/**
 * The page never creates markup from strings. Mantine sets style sheets as HTML, which contain no tag. The only script
 * loaded by URL is the service worker.
 */
export function enforceTrustedTypes() {
  window.trustedTypes?.createPolicy('default', {
    createHTML: (text) => {
      if (text.includes('<')) throw new TypeError('Creating markup from a string is not allowed.')
      return text
    },
    createScriptURL: (url) => {
      if (url !== '/service-worker.js') throw new TypeError('Loading a script by URL is not allowed.')
      return url
    },
  })
}
