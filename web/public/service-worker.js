// Registered only if the reader asked for an offline copy. Network first: the copy of the document is used only while the
// server is away. It holds files of the page, never API responses; the page stores those itself.
const SHELL = 'swas-shell'
const DOCUMENT = '/'
/** The page's own cache of API responses. */
const LAST_DATA = 'swas-last-data'
const SIGN_OUT = '/sign-out'

self.addEventListener('install', (event) => event.waitUntil(start()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== location.origin) return
  // Signing out deletes the lists. The page's files are the same for every user and stay.
  if (request.method === 'POST' && pathname === SIGN_OUT) event.waitUntil(caches.delete(LAST_DATA))
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(openDocument(event))
  else if (pathname.startsWith('/assets/')) event.respondWith(openFile(request))
})

async function start() {
  const response = await fetch(DOCUMENT)
  if (!(await cachePage(response))) throw new Error('The page could not be loaded.')
  await self.skipWaiting()
}

async function activate() {
  await self.registration.navigationPreload.enable()
  await self.clients.claim()
}

async function openDocument(event) {
  try {
    const response = (await event.preloadResponse) ?? (await fetch(event.request))
    event.waitUntil(cachePage(response.clone()).catch(() => false))
    return response
  } catch (error) {
    const cached = await (await caches.open(SHELL)).match(DOCUMENT)
    if (cached === undefined) throw error
    return cached
  }
}

/** File names contain a hash of the content, so a cached file never goes stale. */
async function openFile(request) {
  const cached = await (await caches.open(SHELL)).match(request.url)
  return cached ?? fetch(request)
}

/** Caches a document and every file it may need. Returns false if it is not our page but, say, a sign-in page. */
async function cachePage(response) {
  const text = response.ok ? await response.text() : ''
  if (!text.includes('id="root"')) return false
  const shell = await caches.open(SHELL)
  const files = await cacheFiles(shell, text)
  for (const { url } of await shell.keys())
    if (new URL(url).pathname !== DOCUMENT && !files.has(new URL(url).pathname)) await shell.delete(url)
  const headers = new Headers(response.headers)
  headers.delete('Content-Encoding')
  headers.delete('Content-Length')
  // The data embedded in the document would be taken for fresh data.
  const bare = text.replaceAll(/<script type="application\/json"[^]*?<\/script>/g, '')
  await shell.put(DOCUMENT, new Response(bare, { headers }))
  return true
}

/** Caches the files a document refers to, recursively. Returns their paths. */
async function cacheFiles(shell, document) {
  const files = new Set()
  const texts = [document]
  for (const text of texts) {
    for (const [name] of text.matchAll(/[\w.-]+-[\w-]{8}\.(?:js|css|svg)\b/g)) {
      const path = `/assets/${name}`
      if (files.has(path)) continue
      files.add(path)
      const cached = await shell.match(path)
      const response = cached ?? (await fetch(path))
      if (!response.ok) continue
      if (cached === undefined) await shell.put(path, response.clone())
      if (path.endsWith('.js')) texts.push(await response.text())
    }
  }
  return files
}
