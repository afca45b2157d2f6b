import type { Principal } from '../agents/principal.ts'
import type { App } from '../app.ts'
import { type EditNeeds, editRecord } from '../edit-record.ts'
import type { ConversationId } from '../ids.ts'
import type { SeenVersions } from '../seen-versions.ts'
import { day } from '../time.ts'
import type { Draft } from './draft.ts'
import { readDraft } from './read-draft.ts'

const keptFor = 30 * day

/**
 * Keeps what an agent has written so far; an empty body throws it away, and its version goes on. Throws as reading it
 * does, and `precondition_failed` where another device was faster.
 */
export const saveDraft = (
  app: EditNeeds & Pick<App, 'conversations' | 'drafts'>,
  principal: Principal,
  id: ConversationId,
  { body }: { body: string },
  seen?: SeenVersions,
): Promise<Draft> =>
  editRecord(app, {
    read: () => readDraft(app, principal, id),
    seen,
    change: (draft) => {
      const now = app.clock.now()
      return draft.body === body ? draft : { ...draft, body, updatedAt: now, expiresAt: now + keptFor }
    },
  })
