/** A client of a user pool in the template. */
type Client = {
  id: string
  flows: string[]
  /** All are scopes that a machine may ask for. */
  scopes: string[]
}

/** The one user pool of the template. */
export type UserPool = { clients: Client[] }

export const createUserPool = (): UserPool => ({ clients: [] })

/** The client that acts when a token request names none: people use the portal's, machines theirs. */
export const clientFor = ({ clients }: UserPool, flow: 'code' | 'client_credentials', id?: string) =>
  clients.find((client) => (id ? client.id === id : client.flows.includes(flow)))
