import * as z from 'zod/mini'
import type { Named } from '#domain/unreadable/keep-unreadable.ts'
import { unneeded } from '../fields.ts'
import { openEnvelope, workspaceId } from './envelope.ts'

const named = z.object({
  destinationNumber: unneeded(z.string()),
  context: unneeded(z.object({ workspace: unneeded(workspaceId()) })),
})

/** Whom a payload names that may be damaged anywhere: the number that a text is for, the workspace of a receipt. */
export const namedIn = (body: string): Named => {
  try {
    const { destinationNumber, context } = named.parse(openEnvelope(body, 0).message)
    return { to: destinationNumber, workspace: context?.workspace }
  } catch {
    return {}
  }
}
