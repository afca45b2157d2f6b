import type { State } from '../core/state.ts'
import { subjectOf, type User } from './users.ts'

/** A client of a user pool in the template. */
type Client = {
  id: string
  flows: string[]
  /** All are scopes that a machine may ask for. */
  scopes: string[]
}

/** Everybody who can sign in, and the clients of the template: all its user pools are one here. */
export type UserPool = {
  users(): User[]
  /** By e-mail address or subject, as Cognito takes either for a username. */
  find(name: string): User | undefined
  /** Kept, so that whoever was invited is there after a restart. */
  save(user: User): void
  clients: Client[]
  /** How people may begin to sign in, as the template says. Without a code among them everybody has a password. */
  firstFactors: string[]
  /** Takes a text to a phone, where a project has phones. */
  sendText?(to: string, body: string): void
}

/** `given` are there from the first start on. */
export const createUserPool = (state: State, given: User[] = []): UserPool => {
  const users = new Map([...given, ...state.list<User>('user')].map((user) => [user.email, user]))
  return {
    users: () => [...users.values()],
    find: (name) =>
      users.get(name.toLowerCase()) ?? [...users.values()].find(({ email }) => subjectOf(email) === name),
    save: (user) => {
      users.set(user.email, user)
      state.put('user', user.email, user)
    },
    clients: [],
    firstFactors: ['PASSWORD'],
  }
}

/** The client of a token request that names none: the first with a code flow for people, with credentials for machines. */
export const clientFor = ({ clients }: UserPool, flow: 'code' | 'client_credentials', id?: string) =>
  clients.find((client) => (id ? client.id === id : client.flows.includes(flow)))
