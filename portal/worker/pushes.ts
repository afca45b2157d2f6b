// What is pushed to this browser: it is shown where nobody looks at the page, and leads to its place there.

declare const self: ServiceWorkerGlobalScope

/** What the API pushes (shared/adapters/pushes/hand-over.ts), and what a page shows by this worker itself. */
type Told = { title: string; body: string; tag: string; path: string }
type Kept = { path?: string; shownAt?: number }

/** A page that is open in the background shows what it hears by itself, and with the words: so long a push leaves that alone. */
const pageMilliseconds = 60_000

export const takePushes = () => {
  self.addEventListener('push', (event) => {
    const told = read(event.data)
    if (told) event.waitUntil(show(told))
  })
  self.addEventListener('notificationclick', (event) => {
    event.notification.close()
    const { path } = event.notification.data as Kept
    event.waitUntil(open(path ?? '/'))
  })
  self.addEventListener('pushsubscriptionchange', (event) =>
    event.waitUntil(renew(event as SubscriptionChange)),
  )
}

const read = (data: PushMessageData | null): Told | undefined => {
  try {
    const { title, body = '', tag, path } = (data?.json() ?? {}) as Partial<Told>
    return title && tag && path?.startsWith('/') && !path.startsWith('//')
      ? { title, body, tag, path }
      : undefined
  } catch {
    return undefined
  }
}

const pages = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true })

const show = async ({ title, body, tag, path }: Told): Promise<void> => {
  if ((await pages()).some(({ focused }) => focused)) return
  const [before] = await self.registration.getNotifications({ tag })
  const { shownAt = 0 } = (before?.data ?? {}) as Kept
  const isOfPage = before !== undefined && Date.now() - shownAt < pageMilliseconds
  const words = isOfPage ? { title: before.title, body: before.body } : { title, body }
  await self.registration.showNotification(words.title, {
    ...{ body: words.body, tag, icon: '/icon.svg', data: { path } },
    // One that still lies there is shown anew, with its sound, unless the page has just told the same.
    ...({ renotify: !isOfPage } as object),
  })
}

/** In a page that is open, which keeps what is being written there; else in a new one. */
const open = async (path: string): Promise<void> => {
  const [first, ...others] = await pages()
  const page = [first, ...others].find((one) => one?.visibilityState === 'visible') ?? first
  if (!page) {
    await self.clients.openWindow(path)
    return
  }
  page.postMessage({ open: path })
  await page.focus()
}

type SubscriptionChange = ExtendableEvent & { oldSubscription?: PushSubscription | null }

/** Only a page can tell the API of it: one that is open, or the next one (portal/src/notify/device.ts). */
const renew = async ({ oldSubscription }: SubscriptionChange): Promise<void> => {
  if (oldSubscription) await self.registration.pushManager.subscribe(oldSubscription.options)
  for (const page of await pages()) page.postMessage({ renewed: true })
}
