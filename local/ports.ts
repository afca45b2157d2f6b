import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'

/** In this order from the base port on; the portal and the realtime channel keep their places until they exist. */
const names = ['portal', 'api', 'realtime', 'sim', 'issuer', 'aws', 'dynamodb', 'queues'] as const

export type Ports = Record<(typeof names)[number], number>

/** Ports counted up from a base; base 0 takes any that are free, so that test runs do not meet. */
export const choosePorts = async (base: number): Promise<Ports> => {
  const ports = base === 0 ? await freePorts(names.length) : names.map((_, index) => base + index)
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Ports
}

/** All are held until the last is known, so that none is given twice. */
const freePorts = async (count: number) => {
  const servers = Array.from({ length: count }, () => createServer())
  await Promise.all(
    servers.map((server) => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
