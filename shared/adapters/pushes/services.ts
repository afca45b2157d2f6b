import type { App } from '#domain/app.ts'
import { isPushService } from '#domain/pushes/push-subscription.ts'

/** The push services of browsers. */
export const pushServices: App['pushServices'] = { isKnown: isPushService }

/** This machine as well, for the stage that runs on it: its simulator takes pushes, too. */
export const localServices: App['pushServices'] = {
  isKnown: (endpoint) => isPushService(endpoint) || isThisMachine(endpoint),
}

const isThisMachine = (endpoint: string): boolean => {
  const url = URL.parse(endpoint)
  if (url?.protocol !== 'http:' || url.username !== '' || url.password !== '') return false
  return url.hostname === '127.0.0.1' && url.pathname.startsWith('/pushes/')
}

/** The runner says that this is its stage; nothing that is deployed has this name. */
export const pushServicesOf = ({ LOCAL_PUSHES }: NodeJS.ProcessEnv): App['pushServices'] =>
  LOCAL_PUSHES === 'allowed' ? localServices : pushServices
