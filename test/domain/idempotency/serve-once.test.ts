import { expect, test } from 'vitest'
import type { App } from '#domain/app.ts'
import { claimConversation } from '#domain/conversations/claim-conversation.ts'
import { ConflictError, DomainError } from '#domain/error.ts'
import type { Answer, RequestFacts } from '#domain/idempotency/keyed-request.ts'
import { serveOnce } from '#domain/idempotency/serve-once.ts'
import { receiveMessage } from '#domain/inbound/receive-message.ts'
import { sendMessage } from '#domain/outbound/send-message.ts'
import { retryOnConflict } from '#domain/retry-on-conflict.ts'
import { createFakeApp, type FakeApp, monday, ourNumber, workspace } from '../../support/fake-app.ts'

const ana = { kind: 'agent', workspace, id: 'agt_ana', role: 'agent' } as const

const facts = (change: Partial<RequestFacts> = {}): RequestFacts => ({
  ...{ workspace, principal: ana.id, key: 'key-1', fingerprint: 'send yes' },
  ...change,
})

const inbound = (id: string) => ({
  ...{ carrier: 'aws' as const, carrierMessageId: id, from: '+12065550123', to: ourNumber },
  ...{ body: 'Is it ready?', at: monday },
})

const createConversation = async () => {
  const app = createFakeApp()
  await receiveMessage(app, inbound('first'))
  const [conversation] = app.all('conversation')
  if (!conversation) throw new Error('There is no conversation')
  await claimConversation(app, ana, conversation.id)
  const serve = async (serving: FakeApp): Promise<Answer> =>
    answer((await sendMessage(serving, ana, conversation.id, { body: 'Yes.' })).id)
  /** Safe to repeat: it looks for what it did before. */
  const serveInSteps = async (serving: FakeApp): Promise<Answer> => {
    const [sent] = sentBy(app)
    const { id } = sent ?? (await sendMessage(serving, ana, conversation.id, { body: 'Yes.' }))
    const read = await serving.conversations.get(workspace, conversation.id)
    if (read) await serving.commit({ ...read, subject: 'Sent' })
    return answer(id)
  }
  return { app, serve, serveInSteps, conversation }
}

const answer = (text: string): Answer => ({ status: 202, headers: {}, body: Buffer.from(text) })
const textOf = ({ answer }: { answer: Answer }) => Buffer.from(answer.body).toString()
const sentBy = (app: FakeApp) => app.all('message').filter(({ origin }) => origin === 'agent')
const code = (code: string) => expect.objectContaining({ code })

/** The app of a function that dies at its nth write, before or after it; `death` tells when. */
const mortal = (app: FakeApp, at: number, moment: 'before' | 'after') => {
  const { promise: death, resolve: die } = Promise.withResolvers<void>()
  let writes = 0
  const commit: App['commit'] = async (...changes) => {
    writes++
    if (writes === at && moment === 'after') await app.commit(...changes)
    if (writes < at) return app.commit(...changes)
    die()
    await new Promise(() => {})
  }
  return { app: { ...app, commit }, death }
}

test('a repeated request gets the first answer, and nothing is done again', async () => {
  const { app, serve } = await createConversation()
  const first = await serveOnce(app, facts(), serve)
  const again = await serveOnce(app, facts(), serve)
  expect(sentBy(app)).toMatchObject([{ id: textOf(first), version: 1 }])
  expect([first.replayed, again.replayed]).toEqual([false, true])
  expect(textOf(again)).toBe(textOf(first))
})

test('a key adds one record to the transaction, and no other write', async () => {
  const { app, serve } = await createConversation()
  const written: string[][] = []
  const commit: App['commit'] = (...changes) => {
    written.push(changes.map((change) => ('remove' in change ? change.remove : change).kind))
    return app.commit(...changes)
  }
  await serveOnce({ ...app, commit }, facts(), serve)
  expect(written).toEqual([['message', 'conversation', 'keyed_request']])
})

test('a key of another request is refused', async () => {
  const { app, serve } = await createConversation()
  await serveOnce(app, facts(), serve)
  const other = serveOnce(app, facts({ fingerprint: 'send no' }), serve)
  await expect(other).rejects.toEqual(code('idempotency_key_reused'))
})

test('the same key of another person or workspace is another key', async () => {
  const { app, serve } = await createConversation()
  await serveOnce(app, facts(), serve)
  await serveOnce(app, facts({ principal: 'agt_ben', fingerprint: 'other' }), serve)
  await serveOnce(app, facts({ workspace: 'wks_other', fingerprint: 'another' }), serve)
  expect(sentBy(app)).toHaveLength(3)
})

test('of twenty same requests at once one is done, and all get its answer', async () => {
  const { app, serve } = await createConversation()
  const served = await Promise.all(Array.from({ length: 20 }, () => serveOnce(app, facts(), serve)))
  expect(served.filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect(sentBy(app)).toHaveLength(1)
  expect(new Set(served.map(textOf))).toEqual(new Set([sentBy(app)[0]?.id]))
})

test('a request that would be refused because of its first coming gets the first answer', async () => {
  const { app } = await createConversation()
  const [conversation] = app.all('conversation')
  if (!conversation) throw new Error('There is no conversation')
  const once = async (serving: FakeApp): Promise<Answer> => {
    const read = await serving.conversations.get(workspace, conversation.id)
    if (read?.subject) return answer('It has a subject already.')
    await serving.commit({ ...conversation, ...read, subject: 'Order' })
    return answer('done')
  }
  const first = await serveOnce(app, facts(), once)
  const late = { ...app, keyedRequests: { get: behind(app) } }
  expect(textOf(first)).toBe('done')
  expect(textOf(await serveOnce(late, facts(), once))).toBe('done')
})

test('a refusal because of the first coming of the request is no answer to it, even where it leaves the key free', async () => {
  const { app, conversation } = await createConversation()
  const once = async (serving: FakeApp): Promise<Answer> => {
    const read = await serving.conversations.get(workspace, conversation.id)
    if (read?.subject) throw new DomainError('open_conversation_exists', 'It has a subject already.')
    await serving.commit({ ...conversation, ...read, subject: 'Order' })
    return answer('done')
  }
  await serveOnce(app, facts(), once)
  const late = { ...app, keyedRequests: { get: behind(app) } }
  expect(textOf(await serveOnce(late, facts(), once))).toBe('done')
  const other = serveOnce(app, facts({ key: 'key-2' }), once)
  await expect(other).rejects.toEqual(code('open_conversation_exists'))
})

test('what keeps the first step from being written is the error of the request', async () => {
  const { app, serveInSteps } = await createConversation()
  const outage = new Error('The table does not answer')
  const broken = { ...app, commit: async () => Promise.reject(outage) }
  await expect(serveOnce(broken, facts(), serveInSteps)).rejects.toBe(outage)
})

/** A first reading that does not see what was just written. */
const behind = (app: FakeApp): App['keyedRequests']['get'] => {
  let readings = 0
  return async (request, reading) => (readings++ === 0 ? undefined : app.keyedRequests.get(request, reading))
}

test.each([
  { writes: 'one', at: 1, moment: 'before' },
  { writes: 'one', at: 1, moment: 'after' },
  { writes: 'steps', at: 1, moment: 'before' },
  { writes: 'steps', at: 1, moment: 'after' },
  { writes: 'steps', at: 2, moment: 'before' },
  { writes: 'steps', at: 2, moment: 'after' },
  { writes: 'steps', at: 3, moment: 'before' },
  { writes: 'steps', at: 3, moment: 'after' },
] as const)(
  'a function that dies $moment write $at of $writes does not make it happen twice',
  async (fault) => {
    const { app, serve, serveInSteps } = await createConversation()
    const work = fault.writes === 'one' ? serve : serveInSteps
    const dying = mortal(app, fault.at, fault.moment)
    void serveOnce(dying.app, facts(), work)
    await dying.death
    app.advance(30_000)
    const again = await serveOnce(app, facts(), work)
    expect(sentBy(app).map(({ id }) => id)).toEqual([textOf(again)])
  },
)

test('a function that dies after it lost a race and won the next does not make it happen twice', async () => {
  const { app, serve } = await createConversation()
  const dying = mortal(app, 2, 'after')
  let runs = 0
  void serveOnce(dying.app, facts(), async (serving) => {
    const mine = await serve(serving)
    if (++runs === 1) await receiveMessage(app, inbound('meanwhile'))
    return mine
  })
  await dying.death
  const again = await serveOnce(app, facts(), serve)
  expect([runs, again.replayed]).toEqual([2, true])
  expect(sentBy(app).map(({ id }) => id)).toEqual([textOf(again)])
})

test('while a request is served in steps the same request is told to come again', async () => {
  const { app, serveInSteps } = await createConversation()
  const dying = mortal(app, 2, 'before')
  void serveOnce(dying.app, facts(), serveInSteps)
  await dying.death
  app.advance(29_999)
  await expect(serveOnce(app, facts(), serveInSteps)).rejects.toEqual(code('request_in_progress'))
})

test('of twenty same requests in steps at once one is served, and all get its answer in the end', async () => {
  const { app, serveInSteps } = await createConversation()
  const ask = () => serveOnce(app, facts(), serveInSteps)
  const results = await Promise.allSettled(Array.from({ length: 20 }, ask))
  const refusals = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason)
  expect(refusals).toEqual(refusals.map(() => code('request_in_progress')))
  const answers = await Promise.all(Array.from({ length: 20 }, ask))
  expect(new Set(answers.map(textOf))).toEqual(new Set([sentBy(app)[0]?.id]))
})

test('what fails between its steps can be served again at once', async () => {
  const { app, serveInSteps } = await createConversation()
  const failing = serveOnce(app, facts(), async (serving) => {
    await serveInSteps(serving)
    throw new Error('A bug')
  })
  await expect(failing).rejects.toThrow('A bug')
  expect(textOf(await serveOnce(app, facts(), serveInSteps))).toBe(sentBy(app)[0]?.id)
})

test('a lost race is run again, as it would be without a key', async () => {
  const { app, serve } = await createConversation()
  let runs = 0
  const served = await serveOnce(app, facts(), async (serving) => {
    const mine = await serve(serving)
    if (++runs === 1) await receiveMessage(app, inbound('meanwhile'))
    return mine
  })
  expect(runs).toBe(2)
  expect(sentBy(app).map(({ id }) => id)).toEqual([textOf(served)])
})

test('ten requests with keys of their own on one conversation are all served', async () => {
  const { app, serve } = await createConversation()
  const keys = Array.from({ length: 10 }, (_, i) => `key-${i}`)
  await Promise.all(keys.map((key) => serveOnce(app, facts({ key }), serve)))
  expect(sentBy(app)).toHaveLength(10)
})

test('a use case that judges its lost race itself is told of it', async () => {
  const { app } = await createConversation()
  const settings = await app.settings.get(workspace)
  const once = async (serving: FakeApp) => {
    await serving.commit(settings).catch((error) => {
      if (error instanceof ConflictError) throw new DomainError('phone_in_use', 'Somebody else has it.')
      throw error
    })
    return answer('made')
  }
  expect(textOf(await serveOnce(app, facts(), once))).toBe('made')
  await expect(serveOnce(app, facts({ key: 'key-2' }), once)).rejects.toEqual(code('phone_in_use'))
})

test('what fails is not kept, writes nothing and is served the next time', async () => {
  const { app, serve } = await createConversation()
  const failing = serveOnce(app, facts(), async (serving) => {
    await serve(serving)
    throw new Error('A bug')
  })
  await expect(failing).rejects.toThrow('A bug')
  expect(sentBy(app)).toEqual([])
  expect((await serveOnce(app, facts(), serve)).replayed).toBe(false)
  expect(sentBy(app)).toHaveLength(1)
})

test('a key is forgotten after a day, even where the table still has it', async () => {
  const { app, serve } = await createConversation()
  await serveOnce(app, facts(), serve)
  app.advance(24 * 60 * 60 * 1000 - 1)
  expect((await serveOnce(app, facts(), serve)).replayed).toBe(true)
  app.advance(1)
  expect((await serveOnce(app, facts({ fingerprint: 'new' }), serve)).replayed).toBe(false)
})

test('a write that succeeded though it seemed to fail is recognised', async () => {
  const { app, serve } = await createConversation()
  let writes = 0
  const commit: App['commit'] = async (...changes) => {
    await app.commit(...changes)
    if (++writes === 1) throw new ConflictError(['conversation', 'keyed_request'])
  }
  const served = await serveOnce({ ...app, commit }, facts(), serve)
  expect(sentBy(app).map(({ id }) => id)).toEqual([textOf(served)])
})

test('a use case that reads on after its commit sees what it wrote', async () => {
  const { app, conversation } = await createConversation()
  await serveOnce(app, facts(), async (serving) => {
    await serving.commit({ ...conversation, subject: 'Order', version: 2 })
    const read = await serving.conversations.get(workspace, conversation.id)
    expect(read?.subject).toBe('Order')
    if (read) await serving.commit({ ...read, subject: 'Order 7' })
    return answer('done')
  })
  expect(app.all('conversation')[0]?.subject).toBe('Order 7')
})

test('a step that lost its race is not taken for written', async () => {
  const { app, conversation } = await createConversation()
  let runs = 0
  const read = async () => ({ ...conversation, ...(await app.conversations.get(workspace, conversation.id)) })
  await serveOnce(app, facts(), async (serving) => {
    await retryOnConflict(serving, async () => serving.commit({ ...(await read()), subject: 'Order' }))
    if (++runs === 1) await app.commit({ ...(await read()), tags: ['meanwhile'] })
    await retryOnConflict(serving, () => serving.numbers.list(workspace))
    return answer('done')
  })
  expect(app.all('conversation')).toMatchObject([{ subject: 'Order', tags: ['meanwhile'] }])
})
