import type { WorkspaceId } from '../ids.ts'

/** A program that calls the API. Its id is the client id with which it signs in. */
export type Program = {
  kind: 'program'
  workspace: WorkspaceId
  id: string
  /** The name that people see; its id until an admin gives it another one. */
  name: string
  createdAt: number
  version: number
}
