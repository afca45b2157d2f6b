import { type Answer, isProblem } from '#contract/client.ts'
import type { Agent, Api } from '../data/api.ts'

/** Whether this browser is pushed to: it may be unable to, or forbid it, or not have been asked. */
export type PushState = 'unsupported' | 'blocked' | 'off' | 'on'

type PushApi = Pick<Api, 'createPushSubscription' | 'listPushSubscriptions' | 'deletePushSubscription'>
type Facts = {
  api: PushApi
  me: Pick<Agent, 'id'>
  /** The public key of the deployment, base64url. */
  key: string | undefined
}

/** Who has switched pushes on in this browser. */
const remembered = 'parley.pushes'

/** Whether somebody has, as far as this browser knows. */
export const isPushedTo = (): boolean => localStorage.getItem(remembered) !== null

/** Pushes to this browser: what its person switches on and off, and what keeps that true. */
export const createDevice = ({ api, me, key }: Facts) => {
  const isMine = () => localStorage.getItem(remembered) === me.id
  const begin = async (pushes: PushManager): Promise<void> => {
    const known = await pushes.getSubscription()
    // Another key is that of another deployment, or of one that was made anew.
    if (known && !isMadeWith(known, key)) await known.unsubscribe()
    const made = await pushes.subscribe({ userVisibleOnly: true, applicationServerKey: key })
    const { endpoint = '', keys } = made.toJSON()
    const body = { endpoint, keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } }
    await api.createPushSubscription({ body })
    localStorage.setItem(remembered, me.id)
  }
  const end = async (pushes: PushManager): Promise<void> => {
    localStorage.removeItem(remembered)
    const known = await pushes.getSubscription()
    if (!known) return
    const [kept] = await Promise.all([findKept(api, known).catch(() => undefined), known.unsubscribe()])
    if (kept) await api.deletePushSubscription({ id: kept.id }).catch(ignoreMissing)
  }
  return {
    state: async (): Promise<PushState> => {
      if (!key || !(await pushManager())) return 'unsupported'
      if (Notification.permission === 'denied') return 'blocked'
      return isMine() && Notification.permission === 'granted' ? 'on' : 'off'
    },
    /** Asks the browser, which asks the person. Throws where the API or the push service refuses. */
    turnOn: async (): Promise<PushState> => {
      const pushes = await pushManager()
      if (!key || !pushes) return 'unsupported'
      const permission = await Notification.requestPermission()
      if (permission !== 'granted') return permission === 'denied' ? 'blocked' : 'off'
      await begin(pushes)
      return 'on'
    },
    turnOff: async (): Promise<PushState> => {
      const pushes = await pushManager()
      if (pushes) await end(pushes)
      return 'off'
    },
    /**
     * At the start of a page: what the browser has renewed meanwhile, or the API has forgotten, is told again. Pushes for somebody
     * else, who has left without signing out, end.
     */
    restore: async (): Promise<void> => {
      const pushes = await pushManager()
      if (!key || !pushes || Notification.permission !== 'granted') return
      const known = await pushes.getSubscription()
      if (!isMine()) {
        localStorage.removeItem(remembered)
        await known?.unsubscribe()
      } else if (!known || !isMadeWith(known, key) || !(await findKept(api, known))) await begin(pushes)
    },
  }
}

const pushManager = async (): Promise<PushManager | undefined> => {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) return undefined
  return (await navigator.serviceWorker.getRegistration())?.pushManager
}

const isMadeWith = ({ options }: PushSubscription, key: string | undefined): boolean => {
  const { applicationServerKey: used } = options
  if (!used) return false
  const text = btoa(String.fromCharCode(...new Uint8Array(used)))
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === key
}

type Kept = Answer<'listPushSubscriptions'>['data'][number]

const findKept = async (api: PushApi, { endpoint }: PushSubscription): Promise<Kept | undefined> =>
  (await api.listPushSubscriptions()).data.find((one) => one.endpoint === endpoint)

const ignoreMissing = (error: unknown) => {
  if (!isProblem(error, 'not_found')) throw error
}
