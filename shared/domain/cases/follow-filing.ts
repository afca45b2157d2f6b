import type { App } from '../app.ts'
import { type CaseEntryId, type MessageId, orderOf, type WorkspaceId } from '../ids.ts'
import type { Message } from '../messages/message.ts'
import { retryOnConflict } from '../retry-on-conflict.ts'
import type { Case, CaseEntry, TextEntry } from './case.ts'
import { contactCaseOf, rememberCase, threadOfCase } from './remember-case.ts'

type Needs = Pick<App, 'cases' | 'clock' | 'commit' | 'messages' | 'threads'>

/**
 * Writes a text that is filed to a case into the case's timeline, and what it changes on the case. Safe to repeat: the entry is
 * written once, and a text that somebody has filed elsewhere by now goes there. Gives the text, where it is filed still.
 */
export const followFiling = async (
  app: Needs,
  workspace: WorkspaceId,
  messageId: MessageId,
): Promise<Message | undefined> =>
  retryOnConflict(app, async () => {
    const message = await app.messages.get(workspace, messageId, 'fresh')
    const id = message?.case?.id
    if (!message || !id) return undefined
    const [one, known] = await Promise.all([
      app.cases.get(workspace, id, 'fresh'),
      app.cases.entry(workspace, id, entryIdOf(messageId)),
    ])
    if (!one || known) return message
    const next = withText(one, message)
    const woken = one.state === 'done' && next.state !== 'done'
    await app.commit(
      textEntry(one, message),
      next,
      ...(woken ? await rememberCase(app, await threadOfCase(app, next), next) : []),
      ...(woken ? await contactCaseOf(app, next) : []),
    )
    return message
  })

/** A text has one place in the timeline of a case, however often it is filed there. */
export const entryIdOf = (id: MessageId): CaseEntryId => `cen_${orderOf(id)}`

export const textEntry = (
  { workspace, id: caseId }: Pick<Case, 'workspace' | 'id'>,
  { id: messageId, direction, conversationId, at }: Message,
): CaseEntry & TextEntry => ({
  kind: 'case_entry',
  workspace,
  caseId,
  id: entryIdOf(messageId),
  at,
  type: 'text',
  messageId,
  direction,
  ...(conversationId && { conversationId }),
  version: 0,
})

/** The case with a text of its own. A customer's opens one that waits or is done; which text it was is kept. */
export const withText = (one: Case, message: Pick<Message, 'id' | 'at' | 'direction' | 'media'>): Case => {
  const next = {
    ...one,
    ...(message.media?.length && { attachments: attachmentsWith(one, message.id) }),
    lastActivityAt: Math.max(one.lastActivityAt, message.at),
  }
  if (message.direction === 'outbound') return next
  const { state, woken } = one
  if (woken && orderOf(message.id) < orderOf(woken.by))
    return { ...next, woken: { ...woken, by: message.id } }
  if (state === 'open') return next
  const { resolvedAt, ...rest } = next
  return {
    ...rest,
    state: 'open',
    woken: { by: message.id, from: state, ...(resolvedAt !== undefined && { resolvedAt }) },
    by: { kind: 'customer' },
  }
}

const mostAttachments = 20

const attachmentsWith = ({ attachments = [] }: Case, id: MessageId): MessageId[] =>
  [...new Set([...attachments, id])]
    .toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
    .slice(-mostAttachments)
