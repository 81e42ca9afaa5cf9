// Runs only where the reader has asked for a copy of the page in this browser. The server always comes first; the copy
// is for when it is away. It holds files of the page and no answer of the API: those the page keeps by itself.
const SHELL = 'swas-shell'
const DOCUMENT = '/'
/** What the page keeps. */
const LAST_DATA = 'swas-last-data'
const SIGN_OUT = '/sign-out'

self.addEventListener('install', (event) => event.waitUntil(start()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  // Whoever signs out leaves nothing of the lists behind; the page's own files are the same for everybody.
  if (request.method === 'POST' && pathname === SIGN_OUT) event.waitUntil(caches.delete(LAST_DATA))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(openDocument(event))
  else if (pathname.startsWith('/assets/')) event.respondWith(openFile(request))
})

async function start() {
  const response = await fetch(DOCUMENT)
  if (!(await keepPage(response))) throw new Error('The page is not to be had.')
  await self.skipWaiting()
}

async function activate() {
  await self.registration.navigationPreload.enable()
  await self.clients.claim()
}

async function openDocument(event) {
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request))
    event.waitUntil(keepPage(response.clone()).catch(() => false))
    return response
  } catch (error) {
    const kept = await (await caches.open(SHELL)).match(DOCUMENT)
    if (kept === undefined) throw error
    return kept
  }
}

/** Files have their content's digest in their name: one that is kept is never out of date. */
async function openFile(request) {
  const kept = await (await caches.open(SHELL)).match(request.url)
  return kept ?? fetch(request)
}

/** Keeps a document and every file that it can come to need; false where it is not our page, such as one to sign in. */
async function keepPage(response) {
  const text = response.ok ? await response.text() : ''
  if (!text.includes('id="root"')) return false
  const shell = await caches.open(SHELL)
  const files = await keepFiles(shell, text)
  for (const { url } of await shell.keys())
    if (new URL(url).pathname !== DOCUMENT && !files.has(new URL(url).pathname)) await shell.delete(url)
  const headers = new Headers(response.headers)
  headers.delete('Content-Encoding')
  headers.delete('Content-Length')
  // What the document brought along would pass for new data.
  const bare = text.replaceAll(/<script type="application\/json"[^]*?<\/script>/g, '')
  await shell.put(DOCUMENT, new Response(bare, { headers }))
  return true
}

/** The files that a document names, those that they name, and so on. */
async function keepFiles(shell, document) {
  const files = new Set()
  const texts = [document]
  for (const text of texts) {
    for (const [name] of text.matchAll(/[\w.-]+-[\w-]{8}\.(?:js|css|svg)\b/g)) {
      const path = `/assets/${name}`
      if (files.has(path)) continue
      files.add(path)
      const kept = await shell.match(path)
      const response = kept ?? (await fetch(path))
      if (!response.ok) continue
      if (kept === undefined) await shell.put(path, response.clone())
      if (path.endsWith('.js')) texts.push(await response.text())
    }
  }
  return files
}
