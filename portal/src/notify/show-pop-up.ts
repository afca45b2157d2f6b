import { isPushedTo } from './device.ts'

export type PopUp = { title: string; body: string; tag: string; path: string }

/** Shows something beside the page; a press leads to its place. */
export const showPopUp = async (popUp: PopUp, goThere: () => void): Promise<void> => {
  const { title, path, ...facts } = popUp
  const worker = isPushedTo() ? await navigator.serviceWorker.getRegistration() : undefined
  // The worker's own: a push of the same tag then takes its place, and nobody is told twice.
  if (worker) return worker.showNotification(title, { ...facts, icon, data: { path, shownAt: Date.now() } })
  const shown = new Notification(title, { ...facts, icon })
  shown.onclick = () => {
    window.focus()
    goThere()
    shown.close()
  }
}

const icon = '/icon.svg'
