import { localAddress } from '../local-address.ts'

/** Whether an address leads to a host that keeps a carrier's files; in a local run that is this machine as well. */
export const isOnFileHost = (
  { protocol, hostname, port, username, password }: URL,
  local: Parameters<typeof localAddress>[0],
  isHost: (hostname: string) => boolean,
): boolean => {
  if (localAddress(local) && protocol === 'http:' && hostname === '127.0.0.1') return true
  return protocol === 'https:' && port === '' && username === '' && password === '' && isHost(hostname)
}
