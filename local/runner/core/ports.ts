import { type AddressInfo, createServer, type Server } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** The ports that the runner itself needs; HTTP APIs and a project's own servers have others. */
export const ownPorts = ['issuer', 'aws', 'dynamodb', 'queues', 'realtime'] as const

/** Port numbers by name. */
export type Ports<N extends string = string> = Record<N, number>

/**
 * One port for each name, counted up from a base; base 0 takes any that are free, so that test runs do not meet. Throws
 * an Error when one is taken.
 */
export const choosePorts = async <N extends string>(base: number, names: readonly N[]): Promise<Ports<N>> => {
  const reserved = await Promise.allSettled(names.map((_, index) => reserve(base === 0 ? 0 : base + index)))
  const servers = reserved.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  // All are reserved until the last is known, so that none is given twice.
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  for (const result of reserved) if (result.status === 'rejected') throw result.reason
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Ports<N>
}

/** An earlier run may need a moment to end and free its ports. */
const patience = 3_000

const reserve = async (port: number): Promise<Server> => {
  const end = performance.now() + patience
  for (;;) {
    const server = createServer()
    const taken = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(true)).listen(port, '127.0.0.1', () => resolve(false))
    })
    if (!taken) return server
    if (performance.now() > end)
      throw new Error(`Port ${port} is taken. Stop what uses it, or choose others with PORT.`)
    await sleep(50)
  }
}
