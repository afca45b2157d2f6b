import { createHash } from 'node:crypto'

/** The name that a resource has on this machine, the same at every start. Short enough for every service: 63 characters is the limit of bucket names, the tightest. */
export const physicalName = (stack: string, id: string) => {
  const digest = createHash('sha256').update(`${stack}/${id}`).digest('hex').slice(0, 8)
  return `${stack}-${id}`.toLowerCase().slice(0, 50).concat('-', digest)
}
