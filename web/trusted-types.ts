declare global {
  interface Window {
    /** Of browsers that know Trusted Types. */
    trustedTypes?: {
      createPolicy(
        name: string,
        rules: { createHTML(text: string): string; createScriptURL(url: string): string },
      ): unknown
    }
  }
}

/**
 * Nothing on this page makes markup from text; Mantine sets only the text of style sheets, which holds no tag. The one
 * script that is started by its address is the service worker.
 */
export function enforceTrustedTypes() {
  window.trustedTypes?.createPolicy('default', {
    createHTML: (text) => {
      if (text.includes('<')) throw new TypeError('Markup from text is not allowed.')
      return text
    },
    createScriptURL: (url) => {
      if (url !== '/service-worker.js') throw new TypeError('No script is loaded by a name.')
      return url
    },
  })
}
