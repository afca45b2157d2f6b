import { expect, test } from 'vitest'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { closeConversation } from '#domain/conversations/close-conversation.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { readBacklog } from '#domain/reports/read-backlog.ts'
import {
  admin,
  ana,
  conversationOf,
  createOffice,
  otherNumber,
  receive,
  refusal,
} from '../../support/conversing.ts'

const minute = 60_000

/** Three customers write, ten minutes apart; ana has the first and answers it, the third is another number's. */
const createBacklog = async () => {
  const app = await createOffice()
  const texts = []
  for (const text of [
    { from: '+12065550161' },
    { from: '+12065550162' },
    { from: '+12065550163', to: otherNumber },
  ]) {
    texts.push(await receive(app, text))
    app.advance(10 * minute)
  }
  const ids = texts.map((text) => conversationOf(app, text).id)
  await claimConversation(app, ana, ids[0] as (typeof ids)[0])
  await sendMessage(app, ana, ids[0] as (typeof ids)[0], { body: 'We are on it.' })
  return { app, ids, texts }
}

test('what is open now is counted in the lists of the inbox, with who waits longest', async () => {
  const { app, texts } = await createBacklog()
  expect(await readBacklog(app, admin, {})).toEqual({
    ...{ open: 3, unclaimed: 2, waiting: 2, capped: false },
    oldestWaitingSince: texts[1]?.createdAt,
  })
})

test('it can be had of a number, of a team and of an agent', async () => {
  const { app, ids, texts } = await createBacklog()
  expect(await readBacklog(app, admin, { numberId: 'num_other' })).toEqual({
    ...{ open: 1, unclaimed: 1, waiting: 1, capped: false },
    oldestWaitingSince: texts[2]?.createdAt,
  })
  expect(await readBacklog(app, admin, { agentId: 'agt_ana' })).toEqual({
    ...{ open: 1, unclaimed: 0, waiting: 0, capped: false },
  })
  expect(await readBacklog(app, admin, { teamId: 'tem_none0000' })).toMatchObject({ open: 0 })
  await closeConversation(app, ana, ids[0] as (typeof ids)[0])
  expect(await readBacklog(app, admin, { agentId: 'agt_ana' })).toMatchObject({ open: 0 })
})

test('it is for admins and programs that read', async () => {
  const { app } = await createBacklog()
  await expect(readBacklog(app, ana, {})).rejects.toEqual(refusal('forbidden'))
})
