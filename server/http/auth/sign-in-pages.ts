import { html, raw } from 'hono/html'

import { SIGN_IN_PATHS } from '#contract/api.ts'

import { documentHeaders } from '../middleware/security-headers.ts'
import type { Language } from '../request.ts'
import { WORDS } from './sign-in-messages.ts'

type Html = ReturnType<typeof html>

export type PageFrame = {
  language: Language
  /** New for each response; allows the one style element. */
  nonce: string
}

/** A self-contained page without scripts, files or account data. */
export type SignInPage = { headers: Record<string, string>; body: string }

/** Allows forms to this server and the one style element. */
function headersOf(nonce: string): Record<string, string> {
  return {
    ...documentHeaders(nonce),
    'Content-Security-Policy': [
      "default-src 'none'",
      `style-src 'nonce-${nonce}'`,
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
    // With no-referrer browsers send `Origin: null` with forms (Fetch Standard, "append a request Origin header").
    'Referrer-Policy': 'same-origin',
    Vary: 'Accept-Language',
  }
}

/** Repeats the look of the main page, whose files are only for signed-in users. */
const STYLE = `
:root { color-scheme: light dark; --accent: light-dark(#10746c, #3da59b); font: 0.875rem/1.5 system-ui, sans-serif; background: light-dark(#f6f8f8, #121718); color: light-dark(#000, #e6ebec) }
body { margin: 0; min-block-size: 100dvh; display: grid; grid-template-columns: minmax(0, 24rem); place-content: center; padding: 1rem; box-sizing: border-box }
main { padding: 1.5rem; border: 1px solid light-dark(#dee2e6, #353f42); border-radius: 0.5rem; background: light-dark(#fff, #191f21) }
h1 { display: flex; gap: 0.6rem; align-items: center; font-size: 1.125rem; line-height: 1.25; margin: 0 0 1.25rem }
svg { flex: none; color: var(--accent) }
p { margin: 0 0 0.75rem }
p:last-child { margin: 0 }
form { display: grid; gap: 0.5rem }
label { font-weight: 500 }
a { color: light-dark(#10746c, #7cc2bb); text-underline-offset: 0.15em }
input, button { font: inherit; padding: 0.5rem 0.75rem; border-radius: 0.25rem; box-sizing: border-box; min-block-size: 2.5rem }
input { border: 1px solid light-dark(#8b9396, #6a7275); inline-size: 100%; background: inherit; color: inherit }
button { margin-block-start: 0.5rem; border: 0; background: var(--accent); color: light-dark(#fff, #000); font-weight: 600; cursor: pointer }
:is(input, button, a):focus-visible { outline: 2px solid light-dark(#10746c, #55b0a7); outline-offset: 2px }
.hint { font-size: 0.75rem; margin: 0; color: light-dark(#59636b, #a9b1b7) }
[role=alert] { margin: 0 0 1rem; padding: 0.5rem 0.75rem; border: 1px solid light-dark(#dfb0ad, #6a4642); border-inline-start: 3px solid light-dark(#b3261e, #f08a80); border-radius: 0.25rem; background: light-dark(#fbf0ef, #2b2524) }
`

const MARK = html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
  <rect x="2" y="2" width="20" height="20" rx="6" fill="currentColor" />
  <path d="M6.5 8.5h11M6.5 12h11M6.5 15.5h7" stroke="#fff" stroke-width="2" stroke-linecap="round" />
</svg>`

async function documentOf(
  { language, nonce }: PageFrame,
  heading: string,
  content: Html,
  head: Html | '' = '',
): Promise<SignInPage> {
  const { product } = WORDS[language]
  const text = await html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        ${head}
        <title>${heading} · ${product}</title>
        <style nonce="${nonce}">
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        <main>
          <h1>${MARK}${product}</h1>
          ${content}
        </main>
      </body>
    </html>`
  return { headers: headersOf(nonce), body: text.toString() }
}

function alertOf(text: string | null): Html | '' {
  return text === null ? '' : html`<p role="alert">${text}</p>`
}

/** The address of the sign-in page that leads to one of our paths afterwards. */
export function signInAddress(to: string): string {
  return to === '/' ? SIGN_IN_PATHS.signIn : `${SIGN_IN_PATHS.signIn}?to=${encodeURIComponent(to)}`
}

/** Asks for the access token. `problem` is the error of the last attempt. */
export function tokenPage(frame: PageFrame, to: string, problem: string | null): Promise<SignInPage> {
  const words = WORDS[frame.language]
  return documentOf(
    frame,
    words.signIn,
    html`${alertOf(problem)}
      <form method="post" action="${signInAddress(to)}">
        <label for="token">${words.token}</label>
        <input
          id="token"
          name="token"
          type="password"
          required
          autofocus
          autocomplete="current-password"
          spellcheck="false"
          aria-describedby="hint"
        />
        <p id="hint" class="hint">${words.tokenHint}</p>
        <button>${words.signIn}</button>
      </form>`,
  )
}

/** Leads to the provider, named by its host. */
export function providerPage(
  frame: PageFrame,
  to: string,
  provider: string,
  problem: string | null,
): Promise<SignInPage> {
  const words = WORDS[frame.language]
  return documentOf(
    frame,
    words.signIn,
    html`${alertOf(problem)}
      <form method="post" action="${signInAddress(to)}">
        <button>${words.signInWith(provider)}</button>
      </form>`,
  )
}

/**
 * Redirects by a `refresh` element. A navigation started by another site carries none of our cookies, nor do its HTTP
 * redirects; this page starts a new one. Redirects of a form would also need every host in `form-action`.
 */
export function redirectPage(frame: PageFrame, address: string): Promise<SignInPage> {
  const words = WORDS[frame.language]
  return documentOf(
    frame,
    words.onward,
    html`<p>${words.onward} <a href="${address}">${words.goOn}</a></p>`,
    html`<meta http-equiv="refresh" content="0; url=${address}" />`,
  )
}

/** Asks for confirmation, so a link alone cannot sign anyone out. */
export function signOutPage(frame: PageFrame, name: string | null): Promise<SignInPage> {
  const words = WORDS[frame.language]
  return documentOf(
    frame,
    words.signOut,
    html`${name === null ? '' : html`<p>${words.signOutOf(name)}</p>`}
      <form method="post" action="${SIGN_IN_PATHS.signOut}">
        <button>${words.signOut}</button>
      </form>`,
  )
}

export function signedOutPage(frame: PageFrame): Promise<SignInPage> {
  const words = WORDS[frame.language]
  return documentOf(
    frame,
    words.signedOut,
    html`<p>${words.signedOut}</p>
      <p><a href="${SIGN_IN_PATHS.signIn}">${words.signInAgain}</a></p>`,
  )
}
