import type { User } from './users.ts'

/** A client of a user pool in the template. */
type Client = {
  id: string
  flows: string[]
  /** All are scopes that a machine may ask for. */
  scopes: string[]
}

/** Everybody who can sign in, and the clients of the template: all its user pools are one here. */
export type UserPool = { users: User[]; clients: Client[] }

export const createUserPool = (users: User[] = []): UserPool => ({ users, clients: [] })

/** The client of a token request that names none: the first with a code flow for people, with credentials for machines. */
export const clientFor = ({ clients }: UserPool, flow: 'code' | 'client_credentials', id?: string) =>
  clients.find((client) => (id ? client.id === id : client.flows.includes(flow)))
