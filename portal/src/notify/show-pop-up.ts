import { isPushedTo } from './device.ts'

export type PopUp = { title: string; body: string; tag: string; path: string }

/** What the person has said to pop-ups. Safari on an iPhone knows none before the page is on the home screen. */
export const popUpPermission = (): NotificationPermission | 'unsupported' =>
  'Notification' in window ? Notification.permission : 'unsupported'

/** Shows something beside the page; a press leads to its place. */
export const showPopUp = async (popUp: PopUp, goThere: () => void): Promise<void> => {
  // The worker's own: a push of the same tag then takes its place, and nobody is told twice.
  if (isPushedTo() && (await showByWorker(popUp))) return
  try {
    showByPage(popUp, goThere)
  } catch {
    // Chrome on Android lets the worker alone show them.
    await showByWorker(popUp)
  }
}

const icon = '/icon.svg'

const showByPage = ({ title, path: _, ...facts }: PopUp, goThere: () => void) => {
  const shown = new Notification(title, { ...facts, icon })
  shown.onclick = () => {
    window.focus()
    goThere()
    shown.close()
  }
}

/** False where there is no worker. */
const showByWorker = async ({ title, path, ...facts }: PopUp): Promise<boolean> => {
  const worker = await navigator.serviceWorker?.getRegistration()
  await worker?.showNotification(title, { ...facts, icon, data: { path, shownAt: Date.now() } })
  return worker !== undefined
}
