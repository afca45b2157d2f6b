import type { WorkspaceId } from '../ids.ts'

/** A program that calls the API. Its id is the client id with which it signs in. */
export type Program = {
  kind: 'program'
  workspace: WorkspaceId
  id: string
  /** What people know it by; its id until an admin says otherwise. */
  name: string
  createdAt: number
  version: number
}
