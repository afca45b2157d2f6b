import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { conversationKeys, copyKeys } from '#adapters/dynamo/conversation.ts'
import { type Conversation, newConversation } from '#domain/conversations/conversation.ts'
import { type AgentId, encodeNumber, entryOrder, type WorkspaceId } from '#domain/ids.ts'
import type { Engine } from './engine.ts'

const agents: AgentId[] = ['agt_ana', 'agt_ben', 'agt_cleo']

/** Conversations as an office has them: four in five open, claimed by everybody in turn or by nobody; newest first. */
export const manyConversations = (workspace: WorkspaceId, count: number): Conversation[] =>
  Array.from({ length: count }, (_, i) => {
    // Some at the very same time.
    const at = Date.parse('2026-11-23T18:00:00Z') - Math.floor(i / 3) * 60_000
    const place = entryOrder(at, at, (length) => encodeNumber(i, length)) + encodeNumber(i, 14)
    const claimedBy = agents[i % 4]
    const participant = i % 3 ? undefined : agents[(i + 1) % 7]
    return newConversation({
      workspace,
      id: `cnv_${place}`,
      phone: `+1206555${String(i).padStart(4, '0')}`,
      numberId: i % 3 ? 'num_main' : 'num_other',
      contactId: `con_${place.slice(0, 26)}`,
      teamId: i % 2 ? 'tem_sales' : undefined,
      subject: 'An order that did not arrive in time',
      tags: i % 4 ? ['order', 'late'] : ['vip'],
      claimedBy,
      participants: participant && participant !== claimedBy ? [participant] : [],
      contactName: 'Adelaide Montgomery',
      numberAddress: '+12065550100',
      openedAt: at,
      lastInboundAt: at,
      lastOutboundAt: at - 60_000,
      waitingSince: at,
      firstReplyAt: at - 60_000,
      unreadFrom: 1,
      lastMessage: {
        id: `msg_${place}`,
        direction: 'inbound',
        preview: 'Hello, I ordered three weeks ago and nothing has come yet. Could you have a look',
        at,
        status: 'received',
      },
      threading: { decision: 'start', reason: 'no_conversation_before', at },
      ...(i % 5 === 0 && { state: 'closed', closedAt: at }),
    })
  })

/** Writes them quickly, with the copies for agents that the stream's function would make. */
export const writeConversations = async (
  { documents, tableName }: Engine,
  conversations: Conversation[],
): Promise<void> => {
  const items = conversations.flatMap((conversation) => {
    const item = { ...conversation, version: 1 }
    const copies = copiedTo(item).map((agent) => ({ ...copyKeys(agent, item), ...item, is_copy: true }))
    return [{ ...conversationKeys(item), ...item }, ...copies]
  })
  const batches = Array.from({ length: Math.ceil(items.length / 25) }, (_, i) =>
    items.slice(i * 25, i * 25 + 25).map((Item) => ({ PutRequest: { Item } })),
  )
  const lane = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      await documents.send(new BatchWriteCommand({ RequestItems: { [tableName]: batch } }))
    }
  }
  await Promise.all([lane(), lane(), lane(), lane()])
}

const copiedTo = ({ state, claimedBy, participants }: Conversation): AgentId[] => {
  if (!claimedBy) return state === 'closed' ? participants : []
  return state === 'closed' ? [...participants, claimedBy] : participants
}
