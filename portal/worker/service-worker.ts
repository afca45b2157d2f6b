// Keeps the page itself, so that it opens without a connection: its files and what it is told of its deployment. What the
// API answers never passes here.

import { takePushes } from './pushes.ts'

declare const self: ServiceWorkerGlobalScope
/** Written before this module by the build (vite.config.ts): its name and the paths of its files. */
declare const shell: { build: string; files: string[] }

const cacheName = `shell-${shell.build}`
const page = '/index.html'
/** So long the network may take to begin a page, before the kept one is shown. */
const patienceMilliseconds = 4_000

self.addEventListener('install', (event) => {
  letApiPass(event)
  event.waitUntil(keepShell())
})
takePushes()
self.addEventListener('activate', (event) => event.waitUntil(forgetOlder()))
self.addEventListener('fetch', (event) => {
  const answer = answerFor(event.request)
  if (answer) event.respondWith(answer)
})

/**
 * Where browsers can, they ask the API without waking the worker: a request that it has to let through is lost when its page
 * is closed meanwhile, and a text that is just leaving with it.
 */
const letApiPass = (event: ExtendableEvent & { addRoutes?(rule: object): Promise<void> }) =>
  event.addRoutes?.({ condition: { urlPattern: '/v1/*' }, source: 'network' })

/** Throws where another build has been published meanwhile: the browser tries the next worker later. */
const keepShell = async () => {
  const fresh = await fetch(page, { cache: 'reload' })
  if (!(await fresh.clone().text()).includes(shell.build)) throw new Error('Another build is there by now.')
  const cache = await caches.open(cacheName)
  await cache.addAll([...shell.files, '/config.json'])
  await cache.put(page, fresh)
  // Pages get the same files whichever worker they ask: none has to wait for another to end.
  await self.skipWaiting()
}

/** Pages of the build before may be open still, and load more of it. */
const forgetOlder = async () => {
  const known = (await caches.keys()).filter((name) => name.startsWith('shell-'))
  await Promise.all(known.slice(0, -2).map((name) => caches.delete(name)))
}

/** Undefined for what the browser asks by itself: the API, other origins, and whatever is no part of the page. */
const answerFor = (request: Request): Promise<Response> | undefined => {
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/v1/'))
    return undefined
  if (request.mode === 'navigate') return pathname.includes('.') ? undefined : openPage(request)
  return shell.files.includes(pathname) || pathname.startsWith('/assets/') ? readFile(request) : undefined
}

/** The newest page, so that a new build counts at once; the kept one where there is no connection. */
const openPage = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(patienceMilliseconds) })
  } catch (error) {
    const kept = await caches.match(page, { cacheName })
    if (kept) return kept
    throw error
  }
}

/** Files have the hash of what they hold in their names: a kept one is never old. */
const readFile = async (request: Request): Promise<Response> =>
  (await caches.match(request)) ?? fetch(request)
