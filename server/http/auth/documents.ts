import { html, raw } from 'hono/html'

import { SIGN_IN_PATHS } from '#contract/session.ts'

import { documentHeaders } from '../headers.ts'
import { type Language, WORDS } from './words.ts'

type Html = ReturnType<typeof html>

/** What every document of signing in needs. */
export type DocumentFrame = {
  language: Language
  /** New for every answer; admits the one style element. */
  nonce: string
}

/** A document that is complete in itself: no script, no file, nothing of the account. */
export type SignInDocument = { headers: Record<string, string>; body: string }

/** Forms may be sent to this server, and nothing else is allowed but the one style element. */
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

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#fff, #1b1d20); color: light-dark(#1b1d20, #e8e8e8) }
body { margin: 0; min-block-size: 100dvh; display: grid; place-content: center; padding: 1rem; box-sizing: border-box }
main { inline-size: min(22rem, 100%) }
h1 { font-size: 1.25rem; margin: 0 0 1rem }
form { display: grid; gap: 0.5rem }
input, button { font: inherit; padding: 0.5rem 0.75rem; border-radius: 0.25rem; box-sizing: border-box; min-block-size: 2.75rem }
input { border: 1px solid light-dark(#767676, #8e8e8e); inline-size: 100% }
button { margin-block-start: 0.5rem; border: 0; background: light-dark(#1864ab, #a5d8ff); color: light-dark(#fff, #10253a); font-weight: 600; cursor: pointer }
:is(input, button, a):focus-visible { outline: 2px solid light-dark(#1864ab, #a5d8ff); outline-offset: 2px }
.hint { font-size: 0.875rem; margin: 0; color: light-dark(#555, #b5b5b5) }
[role=alert] { margin: 0 0 1rem; padding: 0.75rem; border-inline-start: 0.25rem solid light-dark(#c92a2a, #ff8787); background: light-dark(#fff0f0, #3b1f1f) }
`

async function documentOf(
  { language, nonce }: DocumentFrame,
  heading: string,
  content: Html,
  head: Html | '' = '',
): Promise<SignInDocument> {
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
          <h1>${product}</h1>
          ${content}
        </main>
      </body>
    </html>`
  return { headers: headersOf(nonce), body: text.toString() }
}

function alertOf(text: string | null): Html | '' {
  return text === null ? '' : html`<p role="alert">${text}</p>`
}

/** The address of the sign-in document that goes on to a path of ours. */
export function signInAddress(to: string): string {
  return to === '/' ? SIGN_IN_PATHS.signIn : `${SIGN_IN_PATHS.signIn}?to=${encodeURIComponent(to)}`
}

/** Asks for the access token. `problem` says what went wrong before. */
export function tokenDocument(
  frame: DocumentFrame,
  to: string,
  problem: string | null,
): Promise<SignInDocument> {
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

/** Leads to a provider, which is named by its host. */
export function providerDocument(
  frame: DocumentFrame,
  to: string,
  provider: string,
  problem: string | null,
): Promise<SignInDocument> {
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
 * Goes on to an address by itself. A navigation that another site began carries no cookie of ours, and its redirects
 * neither; this document begins a new one. Redirects of a form would also need every host on the way in `form-action`.
 */
export function onwardDocument(frame: DocumentFrame, address: string): Promise<SignInDocument> {
  const words = WORDS[frame.language]
  return documentOf(
    frame,
    words.onward,
    html`<p>${words.onward} <a href="${address}">${words.goOn}</a></p>`,
    html`<meta http-equiv="refresh" content="0; url=${address}" />`,
  )
}

/** Asks before signing out, so that a link alone signs nobody out. */
export function signOutDocument(frame: DocumentFrame, name: string | null): Promise<SignInDocument> {
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

/** Says that it is done. */
export function signedOutDocument(frame: DocumentFrame): Promise<SignInDocument> {
  const words = WORDS[frame.language]
  return documentOf(
    frame,
    words.signedOut,
    html`<p>${words.signedOut}</p>
      <p><a href="${SIGN_IN_PATHS.signIn}">${words.signInAgain}</a></p>`,
  )
}
